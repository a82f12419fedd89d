using System.Reflection;

namespace Course.Tests.Mutants;

/// <summary>All mutants, and the sources that they change. Both are embedded in this assembly, so any folder will do to run in.</summary>
public static class MutantCatalogue
{
    private const string Patches = "Patches/";
    private const string AlternativesFolder = "Alternatives/";
    private const string Sources = "Sources/";

    /// <summary>All mutants, by name in ordinal order. The patches are read at each call.</summary>
    /// <exception cref="MutantException">A patch cannot be read.</exception>
    public static IReadOnlyList<Mutant> All => [.. NamesBelow(Patches).Select(name => new MutantFile(name, Read(Patches + name)).Read())];

    /// <summary>
    /// Right solutions written otherwise than the reference, by name in ordinal order: patches, too, with the symptom <c>none</c>. A graded
    /// test that fails one of them demands what nobody was asked for.
    /// </summary>
    /// <exception cref="MutantException">A patch cannot be read.</exception>
    public static IReadOnlyList<Mutant> Alternatives =>
        [.. NamesBelow(AlternativesFolder).Select(name => new MutantFile(name, Read(AlternativesFolder + name)).Read())];

    /// <summary>The mutant with a name.</summary>
    /// <exception cref="MutantException">There is none; the text lists all names.</exception>
    public static Mutant Named(string name) =>
        NamesBelow(Patches).Contains(name)
            ? new MutantFile(name, Read(Patches + name)).Read()
            : throw new MutantException($"There is no mutant {name}. Known: {string.Join(", ", NamesBelow(Patches))}.");

    /// <summary>The reference's sources below a folder, by path from the root of the repository.</summary>
    internal static IReadOnlyDictionary<string, string> SourcesOf(string folder) =>
        NamesBelow(Sources).Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => Read(Sources + path));

    private static Assembly Own => typeof(MutantCatalogue).Assembly;

    // The build writes paths with the separator of its machine.
    private static IEnumerable<string> NamesBelow(string prefix) =>
        Own.GetManifestResourceNames().Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal);

    private static string Read(string name)
    {
        var resource = Own.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == name);
        using var reader = new StreamReader(Own.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
