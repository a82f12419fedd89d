using System.Text.Json;
using Course.Assignments;

namespace Course.Commands.Labs;

/// <summary>The folder of the course that somebody works in.</summary>
internal sealed class CourseTree
{
    private const string Mark = "Course.sln";

    public CourseTree(string root, LabCatalogue? catalogue = null) => (Root, Catalogue) = (root, catalogue ?? LabCatalogue.Shared);

    /// <summary>Its full path.</summary>
    public string Root { get; }

    /// <summary>The labs and parts that there are.</summary>
    public LabCatalogue Catalogue { get; }

    /// <summary>Where the command keeps what it remembers; not of the handout.</summary>
    public string Memory => Path.Combine(Root, ".course");

    /// <summary>The labs whose tests are there, in order.</summary>
    public IReadOnlyList<Lab> Labs => [.. Catalogue.Labs.Where(lab => ProjectOf(lab) is not null)];

    /// <summary>The version of the handout; empty in a tree that is none.</summary>
    public string Handout
    {
        get
        {
            var file = Path.Combine(Root, "handout.json");
            if (!File.Exists(file)) return "";
            try
            {
                using var handout = JsonDocument.Parse(File.ReadAllText(file));
                return handout.RootElement.TryGetProperty("version", out var version) ? version.ToString() : "";
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                return "";
            }
        }
    }

    /// <summary>The nearest tree upwards of a folder.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static CourseTree Above(string folder)
    {
        for (var next = new DirectoryInfo(folder); next is not null; next = next.Parent)
            if (File.Exists(Path.Combine(next.FullName, Mark))) return new CourseTree(next.FullName);
        throw new CommandException($"{folder} is not in the folder of the course: no {Mark} here or above. Go there with 'cd' and try again.");
    }

    /// <summary>The project of a lab's visible tests; null if it is not there.</summary>
    public string? ProjectOf(Lab lab)
    {
        var folder = Path.Combine(Root, lab.Tests);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault() : null;
    }

    /// <summary>A path as the student reads it.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
