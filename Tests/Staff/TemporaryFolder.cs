namespace Course.Tests.Staff;

/// <summary>A folder for one test, with a blank and a letter beyond ASCII in its path; gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("staff tésts ").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
