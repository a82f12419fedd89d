using System.Reflection.Metadata;

namespace Course.Simulation.Determinism.Reading;

/// <summary>File and line of an instruction, from the sequence points of a portable PDB.</summary>
/// <param name="symbols">The reader of the PDB; null without one.</param>
/// <param name="root">Files below this folder are named relative to it; null to name all as the PDB does.</param>
internal sealed class SourceLines(MetadataReader? symbols, string? root)
{
    private readonly string? _root = root is null ? null : Slashes(root).TrimEnd('/') + "/";

    /// <summary>The last place at or before the offset that stands in a file; no file if there is none.</summary>
    public (string? File, int Line) At(MethodDefinitionHandle method, int offset)
    {
        if (symbols is null) return (null, 0);
        var points = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints()
            .Where(point => !point.IsHidden && !point.Document.IsNil).ToArray();
        if (points.Length == 0) return (null, 0);
        var found = points.Where(point => point.Offset <= offset).DefaultIfEmpty(points[0]).MaxBy(point => point.Offset);
        return (NameOf(symbols.GetString(symbols.GetDocument(found.Document).Name)), found.StartLine);
    }

    private static string Slashes(string path) => path.Replace('\\', '/');

    private string NameOf(string path)
    {
        path = Slashes(path);
        // What a deterministic build writes instead of the folder of the repository.
        if (path.StartsWith("/_/", StringComparison.Ordinal)) return path[3..];
        return _root is not null && path.StartsWith(_root, StringComparison.Ordinal) ? path[_root.Length..] : path;
    }
}
