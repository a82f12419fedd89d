namespace Course.Tests.Staff.Handouts;

/// <summary>A new folder, gone after the test. Its path holds blanks and letters beyond ASCII, as homes of students do.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("Übung 1 été ").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
