using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

[TestFixture]
internal sealed class ChildLimitsTests
{
    [TestCase(null, false, 20.0)]
    [TestCase(null, true, 10.0)]
    [TestCase(0.0, false, 4.0)]
    [TestCase(0.0, true, 2.0)]
    [TestCase(0.5, false, 10.0)]
    [TestCase(5.0, false, 20.0)]
    public void GuardOf_ATest_IsTimesTheReferenceWithinBounds(double? reference, bool isNext, double seconds)
    {
        TimeSpan? time = reference is { } known ? TimeSpan.FromSeconds(known) : null;

        Assert.That(new ChildLimits().GuardOf(time, isNext), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public void IsFresh_AnyFileThatABuildReadsIsYounger_IsFalse()
    {
        using var root = new TemporaryFolder();
        var kit = Directory.CreateDirectory(Path.Combine(root.Path, "Staff", "obj", "kit-Release")).FullName;
        Directory.CreateDirectory(Path.Combine(root.Path, "Tests", "Lab1"));
        var made = Directory.GetLastWriteTimeUtc(kit);
        string[] files = ["Directory.Build.props", "Directory.Build.targets", "Tests/Lab1/A.cs", "Tests/Directory.Build.props"];
        foreach (var file in files)
        {
            var path = Path.Combine(root.Path, file);
            File.WriteAllText(path, "");
            File.SetLastWriteTimeUtc(path, made.AddSeconds(-5));
            Assert.That(KitBuilder.IsFresh(root.Path, kit), Is.True, $"{file} is older");
            File.SetLastWriteTimeUtc(path, made.AddSeconds(5));
            Assert.That(KitBuilder.IsFresh(root.Path, kit), Is.False, $"{file} is younger");
            File.Delete(path);
        }
    }

    [Test]
    public void IsBuilt_ASourceIsYoungerOrAnOutputIsMissing_IsFalse()
    {
        using var root = new TemporaryFolder();
        foreach (var project in new[] { "Lab1", "Hidden" })
        {
            var output = Path.Combine(root.Path, "Tests", project, "bin", KitBuilder.Configuration, "net10.0");
            Directory.CreateDirectory(output);
            Assert.That(KitBuilder.IsBuilt(root.Path), Is.False, $"{project} is missing");
            File.WriteAllText(Path.Combine(output, $"Course.Tests.{project}.dll"), "");
        }

        Assert.That(KitBuilder.IsBuilt(root.Path), Is.True);
        var source = Path.Combine(root.Path, "Tests", "Lab1", "A.cs");
        File.WriteAllText(source, "");
        File.SetLastWriteTimeUtc(source, DateTime.UtcNow.AddMinutes(1));
        Assert.That(KitBuilder.IsBuilt(root.Path), Is.False, "a source is younger");
    }
}
