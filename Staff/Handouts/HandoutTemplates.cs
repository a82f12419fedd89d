namespace Course.Staffing.Handouts;

/// <summary>Files that a handout has of its own, from the folder Templates.</summary>
internal static class HandoutTemplates
{
    /// <summary>Directory.Build.props in which an unfinished body is no error.</summary>
    public static string BuildProperties => Read("Directory.Build.props");

    /// <summary>What the examples of a handout are compiled with: a gap ends them with a line.</summary>
    public static string UnfinishedParts => Read("UnfinishedParts.txt");

    /// <summary>The student's first page.</summary>
    public static string Readme(HandoutTree tree)
    {
        var first = tree.Labs.Except(tree.Solved).DefaultIfEmpty(0).Min();
        var rows = tree.Marked.Select(file =>
            $"| `{file.Path}` | {string.Join(", ", file.Parts)} |{(file.IsNew ? " you make it |" : " |")}");
        return Read("README.txt")
            .Replace("{{labs}}", LabNumbers.Tell(tree.Labs), StringComparison.Ordinal)
            .Replace("{{solved}}", Solved(tree.Solved), StringComparison.Ordinal)
            .Replace("{{first}}", first.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{marked}}", string.Join('\n', rows), StringComparison.Ordinal);
    }

    private static string Solved(IReadOnlyList<int> labs) =>
        labs.Count == 0 ? "" : $"\nThe solutions of {LabNumbers.Tell(labs)} are there as code: read them, they are what yours stands on.\n";

    private static string Read(string name)
    {
        using var stream = typeof(HandoutTemplates).Assembly.GetManifestResourceStream($"Handouts/{name}")
            ?? throw new InvalidOperationException($"The template {name} is not in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
