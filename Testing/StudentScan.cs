using System.Reflection;
using Course.Simulation.Determinism;
using Course.Simulation.Stepping;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>Scans the assemblies of the classes that a world is given, before it runs.</summary>
internal static class StudentScan
{
    /// <summary>Fails the test if an assembly holds something that makes equal runs differ.</summary>
    public static void Require(World world, PeerBlueprint blueprint)
    {
        var kit = KitCode.Under(typeof(World).Assembly);
        var assemblies = world.Scanned
            .Append(blueprint.NewApplication().GetType())
            .Concat(blueprint.NewFilters().Select(filter => filter.GetType()))
            .Select(type => type.Assembly).Distinct().Where(assembly => !kit.Contains(assembly)).ToList();
        if (assemblies.Count == 0) return;
        if (assemblies.Find(assembly => assembly.Location.Length == 0) is { } lost)
        {
            throw new AssertionException(
                $"nondeterministic: {lost.GetName().Name} lies in no file, so it cannot be scanned; no certificate. "
                + "Build it as a project.");
        }

        var findings = Findings(assemblies);
        if (findings.Count == 0) return;
        var lines = findings.Take(20).Select(finding => finding.Text).ToList();
        if (findings.Count > lines.Count) lines.Add($"… and {findings.Count - lines.Count} more");
        var names = string.Join(", ", assemblies.Select(assembly => assembly.GetName().Name));
        throw new AssertionException(
            $"nondeterministic: {names} may do other things in equal runs; no certificate:\n{string.Join('\n', lines)}");
    }

    private static IReadOnlyList<DeterminismFinding> Findings(List<Assembly> assemblies)
    {
        try
        {
            return DeterminismScan.Scan([.. assemblies.Select(assembly => assembly.Location)]);
        }
        catch (DeterminismScanException unreadable)
        {
            throw new AssertionException($"nondeterministic: {unreadable.Message} No certificate.");
        }
    }
}
