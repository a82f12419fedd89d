using Course.Tests.House.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.House;

/// <summary>Folder = namespace, below the root namespace Course.</summary>
internal static class Namespaces
{
    // A class that is named like the last part of a sibling namespace does not compile (CS0118), hence these.
    private static readonly Dictionary<string, string> ByFolder = new()
    {
        ["Peer"] = "Peers",
        ["Relayer"] = "Relaying",
        ["RelayerClient"] = "Relaying",
        ["Course"] = "Commands",
        ["Staff"] = "Staffing",
    };

    /// <summary>The namespace of the files in a folder.</summary>
    public static string Of(string folder)
    {
        // An example bears the name of what it shows, and so does its class: one namespace for all of them.
        if (folder.StartsWith("Examples", StringComparison.Ordinal)) return "Course.Examples";
        var parts = folder.Split('/');
        parts[0] = ByFolder.GetValueOrDefault(parts[0], parts[0]);
        return "Course." + string.Join('.', parts);
    }

    /// <summary>The problem with the namespace of a file, or null.</summary>
    public static string? Problem(SourceFile file)
    {
        var declared = file.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>().Select(space => space.Name.ToString()).ToArray();
        // A program of top-level statements may hold its few types beside them: so are the examples written.
        var isFree = file.IsProgram || !file.Types.Any();
        if (declared.Length == 0) return isFree ? null : $"{file.FilePath} has no namespace: {Of(file.Folder)}";
        // What fixtures share may lie in a folder Support beside them and bear their namespace.
        var mayBeParents = file.Folder.StartsWith("Tests/", StringComparison.Ordinal)
            && file.Folder.EndsWith("/Support", StringComparison.Ordinal);
        var isRight = declared.Length == 1 && (declared[0] == Of(file.Folder) || (mayBeParents && declared[0] == Of(file.Folder[..^8])));
        return isRight
            ? null
            : $"{file.FilePath} has {string.Join(", ", declared)} instead of {Of(file.Folder)}";
    }
}
