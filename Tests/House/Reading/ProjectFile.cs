using System.Xml.Linq;

namespace Course.Tests.House.Reading;

/// <summary>One project of the repository and what it refers to.</summary>
/// <param name="Path">The path of the project file from the root, with forward slashes.</param>
/// <param name="Name">The file's name without its ending: the box of the diagram.</param>
/// <param name="References">The paths of the projects that it references directly.</param>
/// <param name="Packages">The packages that it references directly.</param>
internal sealed record ProjectFile(string Path, string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    private static readonly Lazy<IReadOnlyList<ProjectFile>> Everything =
        new(() => [.. Repository.FilesEnding(".csproj").Select(file => Parse(file, Repository.Read(file)))]);

    public static IReadOnlyList<ProjectFile> All => Everything.Value;

    public static ProjectFile Parse(string path, string text)
    {
        var root = XDocument.Parse(text).Root!;
        var folder = path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : string.Empty;
        return new ProjectFile(
            path,
            System.IO.Path.GetFileNameWithoutExtension(path),
            [.. Included(root, "ProjectReference").Select(reference => Resolve(folder, reference))],
            [.. Included(root, "PackageReference")]);
    }

    private static IEnumerable<string> Included(XElement root, string item) =>
        root.Descendants().Where(element => element.Name.LocalName == item)
            .Select(element => element.Attribute("Include")?.Value).OfType<string>();

    private static string Resolve(string folder, string reference)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in reference.Replace('\\', '/').Split('/'))
        {
            if (part == "..") parts.RemoveAt(parts.Count - 1);
            else if (part != ".") parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
