using System.Text.RegularExpressions;
using Course.Tests.House.Reading;

namespace Course.Tests.House;

/// <summary>The ladder of labs in assignments.md.</summary>
[TestFixture]
internal sealed partial class AssignmentsTests
{
    private const string Document = "assignments.md";

    [Test]
    public void Ladder_Table_HoldsLabsZeroToSevenWithAChapterEach()
    {
        var text = Repository.Read(Document);
        Assert.Multiple(() =>
        {
            Assert.That(Ladder(text).Select(row => row.Lab), Is.EqualTo(Enumerable.Range(0, 8)));
            Problems.None(
                Ladder(text).Select(row => $"## Lab {row.Lab}: {row.Title}")
                    .Where(heading => !text.Contains($"\n{heading}\n", StringComparison.Ordinal)),
                "Chapters missing:");
        });
    }

    [Test]
    public void Files_NamedInTheDocument_Exist() =>
        Problems.None(
            MissingFiles(Repository.Read(Document), Repository.Exists),
            $"Files and folders that {Document} names and the tree does not hold:");

    [Test]
    public void Ladder_OfABrokenDocument_IsSeen() =>
        Assert.Multiple(() =>
        {
            const string text = "| 0 | The counter | Read | `Examples/Counter`, `Rpc/None.cs` | calls |\nsee `Rpc/Other/`, `IChat`";
            Assert.That(Ladder(text), Is.EqualTo(new[] { (0, "The counter") }));
            Assert.That(MissingFiles(text, path => path == "Examples/Counter"), Is.EqualTo(new[] { "Rpc/None.cs", "Rpc/Other/" }));
        });

    private static IEnumerable<(int Lab, string Title)> Ladder(string text) =>
        LadderRow().Matches(text).Select(match => (int.Parse(match.Groups["lab"].Value), match.Groups["title"].Value));

    private static IEnumerable<string> MissingFiles(string text, Func<string, bool> exists) =>
        NamedPath().Matches(text).Select(match => match.Groups[1].Value).Distinct().Where(path => !exists(path.TrimEnd('/')));

    [GeneratedRegex(@"^\| (?<lab>\d+) \| (?<title>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex LadderRow();

    [GeneratedRegex(
        @"`((?:Rpc|FaultTolerance|Filters|Relayer|RelayerClient|Peer|Hosting|Simulation|Course|Examples|Tests|docs)(?:/[\w./-]*)?)`")]
    private static partial Regex NamedPath();
}
