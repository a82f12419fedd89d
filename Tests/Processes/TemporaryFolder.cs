namespace Course.Tests.Processes;

/// <summary>A new folder, gone after the test. Its path holds a space and a letter beyond ASCII, as homes of students do.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("course tests é ").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
