using System.Runtime.InteropServices;

namespace Course.Staffing.Packs;

/// <summary>A .NET runtime for Linux x64 on this machine: what it takes to start a program, and no more.</summary>
/// <param name="Root">The folder that holds the program dotnet.</param>
/// <param name="Version">The version of the shared framework.</param>
internal sealed record DotnetRuntime(string Root, string Version)
{
    private const string Framework = "Microsoft.NETCore.App";

    /// <summary>The runtime that this program runs on, or the one in a folder.</summary>
    /// <param name="folder">An unpacked dotnet-runtime of linux-x64; null for this program's own.</param>
    /// <exception cref="StaffException">It is not of Linux x64, or of an older version than this program's.</exception>
    public static DotnetRuntime Find(string? folder)
    {
        if (folder is null && !IsLinux)
        {
            throw new StaffException(
                "the pack needs a runtime of Linux x64, and this machine has another: unpack dotnet-runtime-…-linux-x64.tar.gz and name "
                + "its folder by --runtime.");
        }

        var root = folder ?? Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (!File.Exists(Path.Combine(root, "dotnet")) || !IsElfOfX64(Path.Combine(root, "dotnet")))
        {
            throw new StaffException($"{root} holds no program dotnet of Linux x64: unpack dotnet-runtime-…-linux-x64.tar.gz there.");
        }

        var frameworks = Path.Combine(root, "shared", Framework);
        var version = (Directory.Exists(frameworks) ? Directory.EnumerateDirectories(frameworks) : [])
            .Select(path => Path.GetFileName(path))
            .Where(name => System.Version.TryParse(name, out var found) && found.Major == Environment.Version.Major)
            .MaxBy(System.Version.Parse);
        return version is not null && System.Version.Parse(version) >= new Version(Environment.Version.Major, 0)
            ? new DotnetRuntime(root, version)
            : throw new StaffException($"{root} holds no {Framework} {Environment.Version.Major}: the grader needs one of that version.");
    }

    /// <summary>Its files, below a name.</summary>
    public IEnumerable<PackEntry> Entries(string name)
    {
        var host = Path.Combine(Root, "host", "fxr");
        var newest = Directory.EnumerateDirectories(host).Select(path => Path.GetFileName(path))
            .Where(found => System.Version.TryParse(found, out _)).MaxBy(System.Version.Parse)
            ?? throw new StaffException($"{Root} holds no host/fxr: it is no whole runtime.");
        return
        [
            new PackEntry($"{name}/dotnet", () => File.ReadAllBytes(Path.Combine(Root, "dotnet")), IsExecutable: true),
            .. PackEntry.OfFolder(Path.Combine(host, newest), $"{name}/host/fxr/{newest}"),
            .. PackEntry.OfFolder(Path.Combine(Root, "shared", Framework, Version), $"{name}/shared/{Framework}/{Version}")
                .Select(entry => entry with { IsExecutable = Path.GetFileName(entry.Name) == "createdump" }),
            .. LicenceEntries(name),
        ];
    }

    private static bool IsLinux => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    private IEnumerable<PackEntry> LicenceEntries(string name) =>
        from file in (string[])["LICENSE.txt", "ThirdPartyNotices.txt"]
        where File.Exists(Path.Combine(Root, file))
        select new PackEntry($"{name}/{file}", () => File.ReadAllBytes(Path.Combine(Root, file)));

    private static bool IsElfOfX64(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[20];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start is [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, ..] && start[18] == 62 && start[19] == 0;
    }
}
