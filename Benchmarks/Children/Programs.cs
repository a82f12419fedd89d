namespace Course.Benchmarks.Children;

/// <summary>Which programs that are not ours are there: servers, and what keeps a process on a core.</summary>
internal static class Programs
{
    // Debian's script of this name on the path is for root alone, and runs the server as a user of its own.
    private static readonly string[] FirstFolders = ["/usr/lib/rabbitmq/bin"];

    // Debian puts servers where a user's path may not look.
    private static readonly string[] MoreFolders = ["/usr/sbin", "/usr/local/sbin"];

    /// <summary>The program's path, or null.</summary>
    public static string? Find(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] folders = [.. FirstFolders, .. path, .. MoreFolders];
        return folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
