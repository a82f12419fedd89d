namespace Course.Tests.Processes;

/// <summary>The programs that tests start, found through the list that the build leaves beside the tests.</summary>
internal static class ChildPrograms
{
    /// <summary>The command line, in the folder of the tests.</summary>
    public static string Course => Existing(Path.Combine(AppContext.BaseDirectory, "course.dll"));

    /// <summary>An example by the name of its project.</summary>
    public static string Example(string name) =>
        Existing(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "child-programs.txt"))
            .Single(path => Path.GetFileNameWithoutExtension(path) == name));

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: build Tests/Processes, which builds it.", path);
}
