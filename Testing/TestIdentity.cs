using NUnit.Framework.Internal;

namespace Course.Testing;

/// <summary>Which test runs: how it is run again, and where its output goes.</summary>
/// <param name="FullName">Namespace, class and method.</param>
/// <param name="Project">The path of its project from the solution; null if there is none near the assembly.</param>
/// <param name="Output">Takes what is printed with the test.</param>
internal sealed record TestIdentity(string FullName, string? Project, TextWriter Output)
{
    public static TestIdentity None { get; } = new("", null, TextWriter.Null);

    public static TestIdentity Of(TestMethod test, TestExecutionContext context) =>
        new(test.FullName, ProjectOf(test.Method.TypeInfo.Assembly.Location), context.OutWriter);

    /// <summary>The command that runs this test alone, with an option in its environment.</summary>
    public string CommandWith(string variable, string value) =>
        $"dotnet test {(Project is null ? "" : Project + " ")}--filter {Filter} -e {variable}={value}";

    /// <summary>A case has parentheses, and perhaps blanks: the filter wants the ones escaped, the shell the others in quotes.</summary>
    private string Filter
    {
        get
        {
            var escaped = FullName.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
            return escaped == FullName ? $"FullyQualifiedName={FullName}" : $"\"FullyQualifiedName={escaped}\"";
        }
    }

    /// <summary>The nearest project above an assembly (it lies in bin), named from the folder of the solution.</summary>
    private static string? ProjectOf(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly);
        while (!string.IsNullOrEmpty(folder) && !Holds(folder, "*.csproj")) folder = Path.GetDirectoryName(folder);
        if (string.IsNullOrEmpty(folder)) return null;
        var root = folder;
        while (!string.IsNullOrEmpty(root) && !Holds(root, "*.sln*")) root = Path.GetDirectoryName(root);
        var path = string.IsNullOrEmpty(root) ? folder : Path.GetRelativePath(root, folder).Replace('\\', '/');
        return path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
    }

    /// <summary>A folder that may not be listed holds nothing: above a grader's run there are such.</summary>
    private static bool Holds(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { IgnoreInaccessible = true, MatchType = MatchType.Win32 }).Any();
}
