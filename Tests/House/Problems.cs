namespace Course.Tests.House;

/// <summary>A house rule finds problems; a test fails with all of them, one per line.</summary>
internal static class Problems
{
    public static void None(IEnumerable<string> problems, string rule)
    {
        var found = problems.ToArray();
        if (found.Length > 0) Assert.Fail($"{rule}\n  {string.Join("\n  ", found)}");
    }
}
