using Course.Assignments;
using Course.Commands.Labs;

namespace Course.Tests.Assignments.Labs;

/// <summary>The folder of a course that a test makes and drops, with spaces and letters beyond ASCII in its name.</summary>
internal sealed class TemporaryTree : IDisposable
{
    public TemporaryTree()
    {
        Root = Directory.CreateTempSubdirectory("course tree ä ").FullName;
        Write("Course.sln", "");
    }

    public static LabCatalogue Catalogue { get; } = new(
    [
        new Lab(0, "Nothing", "Tests/Lab0", [PartOf("A0.1")]),
        new Lab(1, "Calls", "Tests/Lab1", [PartOf("A1.1"), PartOf("A1.2", "A1.1"), PartOf("A1.3", "A1.2")]),
        new Lab(2, "Relays", "Tests/Lab2", [PartOf("A2.1", "A1.3")]),
    ]);

    public string Root { get; }

    public CourseTree Tree => new(Root, Catalogue);

    public static Part PartOf(string id, params string[] requires) => new(id, $"Do {id}", requires, "", [], []);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void WriteProjects()
    {
        foreach (var lab in Catalogue.Labs) Write($"{lab.Tests}/Tests.Lab{lab.Number}.csproj", "<Project />");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
