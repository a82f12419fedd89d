using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>The arrows of the architecture: which box may refer to which, directly or through others.</summary>
internal static class Arrows
{
    /// <summary>
    /// Each box of the product and everything that its transitive closure may hold. A box that is missing here is a problem.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["FaultTolerance"] = [],
        ["Rpc"] = [],
        ["Rpc.Tcp"] = ["Rpc"],
        ["Rpc.MessagePack"] = ["Rpc"],
        ["Filters"] = ["Rpc", "FaultTolerance"],
        ["Relayer"] = ["Rpc"],
        ["RelayerClient"] = ["Relayer", "Rpc"],
        ["Peer"] = ["Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient"],
        ["Hosting"] = ["Peer", "Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient", "Rpc.Tcp"],
        ["Simulation"] = ["Peer", "Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient"],
        // Labs, parts, and what makes a test count; so little that a test of one box builds this and that box alone.
        ["Assignments"] = [],
        // What tests of a course are written with: the simulation and NUnit, and no process, socket or command line.
        ["Testing"] = ["Assignments", "Simulation", "Peer", "Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient"],
        ["Course"] =
        [
            "Assignments", "Hosting", "Simulation", "Peer", "Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient", "Rpc.Tcp",
        ],
        ["Staff"] =
        [
            "Course", "Assignments", "Testing", "Hosting", "Simulation", "Peer", "Rpc", "Filters",
            "FaultTolerance", "Relayer", "RelayerClient", "Rpc.Tcp",
        ],
        ["Examples"] = ["Hosting", "Simulation", "Peer", "Rpc", "Filters", "FaultTolerance", "Relayer", "RelayerClient", "Rpc.Tcp"],
    };

    /// <summary>The box of a project; null for tests and benchmarks, which may refer to anything but are referred to by nothing.</summary>
    public static string? BoxOf(ProjectFile project) =>
        project.Path.StartsWith("Tests/", StringComparison.Ordinal) || project.Path.StartsWith("Benchmarks/", StringComparison.Ordinal)
            ? null
        : project.Path.StartsWith("Examples/", StringComparison.Ordinal) ? "Examples"
        : project.Name;

    /// <summary>The forbidden arrows, each with the path that makes it.</summary>
    public static IEnumerable<string> Forbidden(IReadOnlyList<ProjectFile> projects)
    {
        var byPath = projects.ToDictionary(project => project.Path);
        foreach (var project in projects)
        {
            if (BoxOf(project) is not { } box) continue;
            if (!Allowed.TryGetValue(box, out var allowed))
            {
                yield return $"{project.Path} is a new box: say in {nameof(Arrows)}.{nameof(Allowed)} what it may refer to.";
                continue;
            }

            foreach (var path in PathsFrom(project, byPath))
            {
                var target = BoxOf(path[^1]) ?? path[^1].Name;
                // Examples may share code among themselves.
                if (target == box || allowed.Contains(target)) continue;
                var via = path.Count == 2 ? "directly" : "via " + string.Join(" → ", path.Skip(1).SkipLast(1).Select(step => step.Name));
                yield return $"{project.Name} → {path[^1].Name} {via}";
            }
        }
    }

    /// <summary>One shortest path to each project that can be reached.</summary>
    private static IEnumerable<IReadOnlyList<ProjectFile>> PathsFrom(ProjectFile start, IReadOnlyDictionary<string, ProjectFile> byPath)
    {
        var seen = new HashSet<string> { start.Path };
        var open = new Queue<IReadOnlyList<ProjectFile>>([[start]]);
        while (open.TryDequeue(out var path))
        {
            foreach (var reference in path[^1].References.Where(seen.Add))
            {
                var next = byPath.GetValueOrDefault(reference) ?? new ProjectFile(reference, reference + " (missing)", [], []);
                IReadOnlyList<ProjectFile> longer = [.. path, next];
                yield return longer;
                open.Enqueue(longer);
            }
        }
    }
}
