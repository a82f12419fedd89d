using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Course.Staffing.Grading.Kits;

/// <summary>
/// A folder of prebuilt assemblies from which tests run: the product, what tests are written with, the visible tests, and the runner.
/// The hidden tests lie in a folder of their own, which is named only when they may be used. Constant; any thread.
/// </summary>
internal sealed class Kit
{
    /// <summary>The ending of a list of the graded tests of an assembly, beside it.</summary>
    public const string ListEnding = ".tests.json";

    /// <summary>The assembly of the runner.</summary>
    public const string Runner = "Course.Assignments";

    private Kit(string folder, string? hidden, IReadOnlyList<KitTest> tests, string digest)
    {
        Folder = folder;
        HiddenFolder = hidden;
        Tests = tests;
        Digest = digest;
    }

    /// <summary>The folder with everything but the hidden tests.</summary>
    public string Folder { get; }

    /// <summary>The folder with the hidden tests; null while they may not be used.</summary>
    public string? HiddenFolder { get; }

    /// <summary>All graded tests that may be used.</summary>
    public IReadOnlyList<KitTest> Tests { get; }

    /// <summary>SHA-256 over its files, in hexadecimal digits: equal for kits that give equal verdicts.</summary>
    public string Digest { get; }

    /// <summary>Opens a kit that <see cref="KitBuilder"/> made.</summary>
    /// <param name="folder">The kit.</param>
    /// <param name="hidden">The folder of the hidden tests; null to do without them.</param>
    /// <exception cref="StaffException">There is no kit.</exception>
    public static Kit Open(string folder, string? hidden)
    {
        if (!File.Exists(Path.Combine(folder, Runner + ".dll")))
            throw new StaffException($"{folder} is no kit: it holds no {Runner}.dll. Make one with 'staff verify' or name another.");
        var tests = TestsIn(folder)
            .Concat(hidden is null ? [] : TestsIn(hidden).Select(test => test with { Graded = test.Graded with { IsHidden = true } }));
        return new Kit(folder, hidden, [.. tests], DigestOf(folder, hidden));
    }

    /// <summary>
    /// The files that a run of some assemblies' tests needs; the hidden tests are among them only when they are what runs.
    /// </summary>
    public IEnumerable<string> FilesFor(params IReadOnlyList<string> assemblies)
    {
        var own = Directory.EnumerateFiles(Folder).Where(file => !IsOtherTests(file, assemblies));
        var hidden = HiddenFolder is null ? [] : Directory.EnumerateFiles(HiddenFolder).Where(file => !IsOtherTests(file, assemblies));
        return own.Concat(hidden).Where(file => !file.EndsWith(ListEnding, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static bool IsOtherTests(string file, IReadOnlyList<string> assemblies)
    {
        var name = Path.GetFileName(file);
        return name.StartsWith("Course.Tests.", StringComparison.Ordinal)
            && !assemblies.Any(assembly => name.StartsWith(assembly + ".", StringComparison.Ordinal));
    }

    private static IEnumerable<KitTest> TestsIn(string folder) =>
        Directory.EnumerateFiles(folder, "*" + ListEnding).Order(StringComparer.Ordinal).SelectMany(
            file => JsonSerializer.Deserialize<KitTest[]>(File.ReadAllBytes(file)) ?? []);

    private static string DigestOf(string folder, string? hidden)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] folders = hidden is null ? [folder] : [folder, hidden];
        foreach (var file in folders.SelectMany(each => Directory.EnumerateFiles(each, "*.dll"))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
