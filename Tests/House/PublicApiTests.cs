using System.Reflection;
using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>
/// The public surface of each library is approved text: a change of it is a line in a review.
/// COURSE_APPROVE=1 in the environment rewrites the approved files.
/// </summary>
[TestFixture]
internal sealed class PublicApiTests
{
    private const int LinesShown = 20;

    [TestCase("Course.FaultTolerance")]
    [TestCase("Course.Filters")]
    [TestCase("Course.Hosting")]
    [TestCase("Course.Peer")]
    [TestCase("Course.Relayer")]
    [TestCase("Course.RelayerClient")]
    [TestCase("Course.Rpc")]
    [TestCase("Course.Rpc.Tcp")]
    [TestCase("Course.Simulation")]
    [TestCase("Course.Testing")]
    public void PublicApi_OfALibrary_IsTheApprovedText(string assembly)
    {
        var file = $"Tests/House/PublicApi/{assembly}.txt";
        string[] actual = [.. PublicApi.Of(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")))];
        if (Environment.GetEnvironmentVariable("COURSE_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Repository.FullPath(file))!);
            File.WriteAllText(Repository.FullPath(file), string.Concat(actual.Select(line => line + "\n")));
            return;
        }

        string[] approved = Repository.Exists(file) ? Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var differences = Differences(approved, actual).ToArray();
        Problems.None(
            differences.Length <= LinesShown
                ? differences
                : differences.Take(LinesShown).Append($"… and {differences.Length - LinesShown} more"),
            $"The public surface of {assembly} is not what {file} approves (+ new, - gone). "
            + "If it is meant, run the house tests once with COURSE_APPROVE=1 in the environment:");
    }

    [Test]
    public void Differences_OfTwoSurfaces_ShowWhatIsNewAndWhatIsGone() =>
        Assert.That(
            Differences(["A.B() : void", "A.C() : int"], ["A.B() : void", "A.C() : long"]),
            Is.EqualTo(new[] { "- A.C() : int", "+ A.C() : long" }));

    [Test]
    public void PublicApi_OfAType_IsOneLinePerVisibleMember() =>
        Assert.That(
            PublicApi.Of(typeof(Sample<>)),
            Is.EquivalentTo(new[]
            {
                "Course.Tests.House.PublicApiTests.Sample<T> : abstract class IDisposable",
                "Course.Tests.House.PublicApiTests.Sample<T>.new(int size?)",
                "Course.Tests.House.PublicApiTests.Sample<T>.Size : int? { get; init; }",
                "Course.Tests.House.PublicApiTests.Sample<T>.Find<TKey>(TKey key, out List<T> found) : protected abstract bool",
                "Course.Tests.House.PublicApiTests.Sample<T>.Dispose() : void",
                "Course.Tests.House.PublicApiTests.Sample<T>.Limit : const int",
            }));

    private static IEnumerable<string> Differences(IReadOnlyCollection<string> approved, IReadOnlyCollection<string> actual) =>
        approved.Except(actual).Select(line => "- " + line)
            .Concat(actual.Except(approved).Select(line => "+ " + line)).OrderBy(line => line[2..], StringComparer.Ordinal);

    internal abstract class Sample<T> : IDisposable
    {
        public const int Limit = 3;

        public Sample(int size = 0) => Size = size;

        public int? Size { get; init; }

        public void Dispose() => Hidden();

        protected abstract bool Find<TKey>(TKey key, out List<T> found);

        private static void Hidden() { }
    }
}
