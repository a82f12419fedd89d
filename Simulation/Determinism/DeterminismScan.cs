using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>
/// Hunts for what makes two runs of equal inputs differ in a student's code, since such code makes the certificate of an exhaustive
/// search false. It reads the assemblies and never loads them. Nothing in the code under the scan can switch a rule off. What it finds,
/// what to use instead, and what it cannot see: docs/determinism.md.
/// </summary>
public static class DeterminismScan
{
    /// <summary>Scans assemblies on disk, each with the symbols beside it or inside it.</summary>
    /// <param name="paths">Paths of .dll files; only these are scanned, not what they refer to.</param>
    /// <exception cref="DeterminismScanException">A file cannot be read, or is no .NET assembly.</exception>
    public static IReadOnlyList<DeterminismFinding> Scan(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Scan([.. paths.Select(AssemblyImage.Read)]);
    }

    /// <summary>Scans assemblies whose bytes are there.</summary>
    /// <param name="assemblies">Only these are scanned; what one of them does in another one of them is followed.</param>
    /// <param name="root">Source files below this folder are named relative to it; null to name all as the symbols do.</param>
    /// <returns>Sorted by file, line, type and member; equal for equal bytes, each finding once. Empty: nothing was found.</returns>
    /// <exception cref="DeterminismScanException">One of them is no .NET assembly, or its symbols are of another build.</exception>
    public static IReadOnlyList<DeterminismFinding> Scan(IReadOnlyList<AssemblyImage> assemblies, string? root = null)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var opened = new List<ScannedModule>();
        try
        {
            opened.AddRange(assemblies.Select(assembly => ScannedModule.Open(assembly, root)));
            var scanned = opened.ToArray();
            opened.AddRange(KitAssemblies.ReferredBy(scanned));
            var types = new KnownTypes(scanned, opened.Skip(scanned.Length));
            var slots = new Slots();
            return
            [
                .. Walk(scanned, types, slots).Distinct()
                    .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)
                    .ThenBy(finding => finding.Type, StringComparer.Ordinal).ThenBy(finding => finding.Member, StringComparer.Ordinal)
                    .ThenBy(finding => finding.What, StringComparer.Ordinal),
            ];
        }
        finally
        {
            opened.ForEach(module => module.Dispose());
        }
    }

    /// <summary>The last of the walks: the one that learned nothing new of what variables hold.</summary>
    private static List<DeterminismFinding> Walk(ScannedModule[] scanned, KnownTypes types, Slots slots)
    {
        while (true)
        {
            var known = slots.Count;
            var findings = new List<DeterminismFinding>();
            foreach (var module in scanned)
            {
                findings.AddRange(module.Guarded(() => new ModuleScan(module, types, slots).Findings()));
            }

            if (slots.Count == known) return findings;
        }
    }
}
