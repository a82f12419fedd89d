using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;

namespace Course.Tests.Simulation.Viewing;

/// <summary>The page as text; what a browser makes of it is tested in Tests/Page.</summary>
[TestFixture]
public sealed partial class RunPageTests
{
    [Test]
    public void Write_HostileTexts_StandInTheDataAsEscapesAndNowhereElse()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)> {{script}} \ud800 ‮";
        var run = new LinkedTraces("ann").Add("ann", TraceEventKind.SessionEnded, new TraceEvent { Detail = Hostile });

        var page = Page(Paged(run) with { Title = Hostile, Story = [Hostile] });

        Assert.That(page, Does.Not.Contain("<img"));
        Assert.That(Regex.Count(page, "class Page "), Is.EqualTo(1), "a text that names a part of the page does not become that part");
        Assert.That(Regex.Count(page, "</script>"), Is.EqualTo(2), "the data's and the script's own end");
        var data = Data(page).GetProperty("runs")[0];
        var shown = Hostile.Replace('\ud800', '\ufffd');
        Assert.That(data.GetProperty("title").GetString(), Is.EqualTo(shown));
        Assert.That(data.GetProperty("story")[0].GetString(), Is.EqualTo(shown));
        Assert.That(data.GetProperty("texts").EnumerateArray().Select(text => text.GetString()), Has.Member(shown));
    }

    [Test]
    public void Write_AnyRun_PolicyAllowsThisScriptAndThisStyleAlone()
    {
        var page = Page(Paged(new LinkedTraces("ann").Start()));

        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.That(policy, Is.EqualTo(
            $"default-src 'none'; script-src '{Hash(Script().Match(page))}'; style-src '{Hash(Style().Match(page))}'; "
            + "base-uri 'none'; form-action 'none'"));
    }

    [Test]
    public void Write_AnyRun_NamesNoAddressOutside() =>
        Assert.That(
            Regex.Matches(Page(Paged(new LinkedTraces("ann").Start())), "https?://[^\"' ]*").Select(match => match.Value),
            Is.EqualTo(new[] { "http://www.w3.org/2000/svg" }), "the name of a vocabulary is fetched by nobody");

    [Test]
    public void Write_DiscardedRelay_NamesTheReceiveThatItDrops()
    {
        var run = new LinkedTraces("ann", "ben");
        var relays = run.Relay("ann:1", 1, "ann", 1, "ben", "ben");
        run.Deliver(relays[0]).Receive(relays[1]);
        run.Add("ben", TraceEventKind.Discarded, relays[1].Event with { From = "ann", Detail = "duplicate" });

        var columns = Data(Page(Paged(run))).GetProperty("runs")[0].GetProperty("columns");

        Assert.That(Numbers(columns, "send"), Is.EqualTo(new[] { -1, -1, 0, -1, 1, -1 }));
        Assert.That(Numbers(columns, "discards"), Is.EqualTo(new[] { -1, -1, -1, -1, -1, 4 }));
    }

    [Test]
    public void Write_TwoRuns_SaysHowFarEachPeerIsTheSame()
    {
        var one = new LinkedTraces("ann", "ben").Start().Order("ben:1", 1, "ann", 1, "ann", "ben");
        var other = new LinkedTraces("ann", "ben") { Clock = (_, count) => 10 * count }.Start().Order("ben:1", 1, "ann", 1, "ann");

        var runs = Data(Page(Paged(one), Paged(other), "ben lacks it")).GetProperty("runs");

        var past = runs.EnumerateArray().Select(run => run.GetProperty("peers").EnumerateArray()
            .Select(peer => peer.GetProperty("commonPast").GetInt32()).ToArray()).ToArray();
        Assert.That(past, Is.EqualTo(new[] { new[] { 4, 2 }, [4, 2] }), "times differ, which counts for nothing");
    }

    [TestCase("ann", 4)]
    [TestCase("ann", -1)]
    [TestCase("zoe", 0)]
    public void Write_ViolationThatNoTraceHolds_IsRefusedAndNothingIsWritten(string peer, int index)
    {
        using var output = new StringWriter();
        var run = Paged(new LinkedTraces("ann").Start()) with { Violation = (peer, index) };

        Assert.That(
            () => RunPage.Write(output, run),
            Throws.ArgumentException.With.Message.Contains($"event {index} of {peer}, and no trace holds it"));
        Assert.That(output.ToString(), Is.Empty);
    }

    private static PagedRun Paged(LinkedTraces run) =>
        new("run", run.Records, run.Facts) { Report = Checkers.Run(new RunHistory(run.Records, run.Facts)) };

    private static string Page(PagedRun run, PagedRun? beside = null, string? difference = null)
    {
        using var output = new StringWriter();
        RunPage.Write(output, run, beside, difference);
        return output.ToString();
    }

    private static JsonElement Data(string page) =>
        JsonDocument.Parse(Regex.Match(page, "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;

    private static IEnumerable<int> Numbers(JsonElement columns, string name) =>
        columns.GetProperty(name).EnumerateArray().Select(number => number.GetInt32());

    private static string Hash(Match element) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.Groups[1].Value)));

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
