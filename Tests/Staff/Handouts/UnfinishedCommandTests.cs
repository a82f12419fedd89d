using System.Text.RegularExpressions;
using Course.Staffing.Handouts;
using Course.Staffing.Handouts.Proofs;
using Course.Tests.Staff.Grading;

namespace Course.Tests.Staff.Handouts;

/// <summary>The commands of a tree in which labs are not written yet: one line that names the place, no stack trace, no verdict.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class UnfinishedCommandTests
{
    private MiniCourse _course = null!;

    [OneTimeSetUp]
    public async Task MakeCourse() => _course = await MiniCourse.MakeAsync();

    [OneTimeTearDown]
    public void RemoveCourse() => _course.Dispose();

    [TestCase("explore", "course explore: A1.1 not started: Rpc/Calls/CallHeader.cs:N")]
    [TestCase("simulate --peers 3 --messages 3", "course simulate: A1.1 not started: Rpc/Calls/CallHeader.cs:N")]
    [TestCase(
        "peer --name ann --session tcp://127.0.0.1:0/lobby --host", "course peer: A1.1 not started: Rpc/Calls/CallHeader.cs:N")]
    [TestCase("demo --peers 2 --messages 2 --kill none", "course demo: ann cannot go on: A1.1 not started: Rpc/Calls/CallHeader.cs:N")]
    public Task Command_NothingWritten_NamesThePlaceInALine(string command, string line) => CheckAsync(command, solved: 0, line);

    /// <summary>Here a loop comes to the gap, in the middle of a session, and would go on.</summary>
    [TestCase("explore", "course explore: A5.4 not started: FaultTolerance/MasterFaultToleranceManager.Synchronization.cs:N")]
    [TestCase(
        "simulate --peers 3 --messages 3",
        "course simulate: A5.4 not started: FaultTolerance/MasterFaultToleranceManager.Synchronization.cs:N")]
    [TestCase(
        "demo --peers 2 --messages 2 --kill none",
        "course demo: ann cannot go on: A5.4 not started: FaultTolerance/MasterFaultToleranceManager.Synchronization.cs:N")]
    public Task Command_LabsWrittenHalf_NamesThePlaceInALine(string command, string line) => CheckAsync(command, solved: 4, line);

    private async Task CheckAsync(string command, int solved, string line)
    {
        var texts = _course.Full.Marked.Values.ToDictionary(
            file => file.Path, file => StubWriter.Write(file, part => part[1] - '0' <= solved)!, StringComparer.Ordinal);
        var overlay = _course.CompilerOf(_course.Full).Compile(texts);
        Assert.That(overlay.Problems, Is.Empty);
        var folder = Directory.CreateDirectory(Path.Combine(_course.Root, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            var image = overlay.Images.GetValueOrDefault(Path.GetFileNameWithoutExtension(file));
            var copy = Path.Combine(folder, Path.GetFileName(file));
            if (image is null) File.Copy(file, copy);
            else await File.WriteAllBytesAsync(copy, image.Bytes);
            if (image is not null) await File.WriteAllBytesAsync(Path.ChangeExtension(copy, ".pdb"), image.Symbols);
        }

        // Peers of a demo are started by the program's path alone.
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "Course.Tests.Staff.runtimeconfig.json"),
            Path.Combine(folder, "course.runtimeconfig.json"));

        var (exitCode, _, errors) = await ChildCommand.DotnetAsync(
            folder, TimeSpan.FromSeconds(60), ["exec", Path.Combine(folder, "course.dll"), .. command.Split(' ')]);

        Assert.That(Regex.Replace(errors.Trim(), @":\d+$", ":N"), Is.EqualTo(line));
        Assert.That(exitCode, Is.EqualTo(1));
    }
}
