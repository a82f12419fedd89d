namespace Course.Commands.Labs;

/// <summary>How the runner is started beside the tests that were built: it runs them with the assemblies that lie there.</summary>
internal sealed record RunnerCommand(string Folder, string Name, IReadOnlyList<string> What)
{
    /// <summary>Only these tests, by name; all that <see cref="What"/> chooses if empty.</summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    /// <summary>The assembly of the tests and of the settings of the process.</summary>
    public string Assembly => Path.Combine(Folder, $"{Name}.dll");

    /// <summary>For the tests of a project, or of one part of it.</summary>
    /// <exception cref="CommandException">What was built is not where it should be.</exception>
    public static RunnerCommand OfTests(CourseTree tree, string project, string? part)
    {
        var found = Find(tree, project);
        string[] chosen = part is null ? [] : ["--part", part];
        return found with { What = ["--assembly", found.Assembly, .. chosen] };
    }

    /// <summary>For the scenarios of an opened seal, with what was built for a project.</summary>
    /// <exception cref="CommandException">What was built is not where it should be.</exception>
    public static RunnerCommand OfSeal(CourseTree tree, string project, string file) =>
        Find(tree, project) with { What = ["--sealed", file] };

    /// <summary>The arguments of 'dotnet'.</summary>
    public IReadOnlyList<string> Arguments() =>
    [
        "exec", "--runtimeconfig", Path.Combine(Folder, $"{Name}.runtimeconfig.json"),
        "--depsfile", Path.Combine(Folder, $"{Name}.deps.json"),
        Path.Combine(Folder, "Course.Assignments.dll"), "run", .. What, .. Tests.SelectMany(test => new[] { "--test", test }),
    ];

    private static RunnerCommand Find(CourseTree tree, string project)
    {
        var name = "Course." + Path.GetFileNameWithoutExtension(project);
        var output = Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug");
        var newest = Directory.Exists(output)
            ? Directory.EnumerateDirectories(output).Where(folder => File.Exists(Path.Combine(folder, $"{name}.dll")))
                .MaxBy(folder => File.GetLastWriteTimeUtc(Path.Combine(folder, $"{name}.dll")))
            : null;
        return newest is null
            ? throw new CommandException($"{name}.dll is not in {tree.Relative(output)} after the build: an environment variable such as "
                + "Configuration sends it elsewhere. Unset it and try again.")
            : new RunnerCommand(newest, name, []);
    }
}
