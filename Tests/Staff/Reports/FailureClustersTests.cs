using System.Text.Json;
using Course.Assignments.Running;
using Course.Staffing.Reports;
using Spectre.Console;

namespace Course.Tests.Staff.Reports;

internal sealed class FailureClustersTests
{
    private static TestOutcome Broken(string message, string? guarantee = "agreement", string part = "A5.2") =>
        Samples.Outcome(part, Verdict.Failed, message, guarantee: guarantee);

    [Test]
    public void Of_SameFailureWithOtherNumbers_IsOneClusterWithItsStudents()
    {
        var clusters = FailureClusters.Of(
        [
            Samples.Report("bob", Broken("agreement: B delivered 3 of 17 relays, digest 9c1e55…\nstep 1"), Broken("validity: none")),
            Samples.Report("ann", Broken("agreement: B delivered 4 of 2 relays, digest 00ffa1…\nstep 2")),
            Samples.Report("eve", Broken("agreement: B delivered 4 of 2 relays, digest 00ffa1…", part: "A5.3")),
            Samples.Report("dan", Samples.Outcome("A5.2", Verdict.Passed)),
        ]);

        Assert.That(clusters, Has.Count.EqualTo(3));
        Assert.That(clusters[0].Students, Is.EqualTo(new[] { "ann", "bob" }));
        Assert.That(clusters[0], Is.EqualTo(clusters[0] with
        {
            Part = "A5.2",
            Guarantee = "agreement",
            Phase = "any",
            Reason = "agreement: B delivered # of # relays, digest …",
            Count = 2,
        }));
    }

    [Test]
    public void Of_OtherGuaranteePhaseOrVerdict_IsAnotherCluster()
    {
        var clusters = FailureClusters.Of(
        [
            Samples.Report("a", Broken("x"), Broken("x", "validity"),
                Broken("x\n 1. p2 enters synchronization of epoch 2\n 2. p2 delivers"), Broken("x\n 1. p2 delivers the relay 1"),
                Samples.Outcome("A5.2", Verdict.Hung, "x", guarantee: "agreement")),
        ]);

        Assert.That(clusters.Select(cluster => cluster.Phase),
            Is.EquivalentTo(new[] { "any", "any", "any", "synchronization", "relaying" }));
    }

    [TestCase("A5.2 not started: Rpc/Proxy.cs:41", "A5.2 not started: Rpc/Proxy.cs:#")]
    [TestCase("hung at step 12 after 2.5 s", "hung at step # after # s")]
    [TestCase("Expected: \"a\" But was: 'b'", "Expected: … But was: …")]
    [TestCase("", "failed")]
    public void Reason_OfAMessage_LeavesOutWhatDiffers(string message, string reason) =>
        Assert.That(FailureClusters.ReasonOf(Broken(message)), Is.EqualTo(reason));

    [Test]
    public void Json_OfClusters_CanBeReadAndIsHarmless()
    {
        var text = FailureClusters.Json(FailureClusters.Of([Samples.FromAnEnemy(), Samples.Plain()]));

        Assert.That(text, Does.Not.Contain("<").And.Not.Contain("\u001b"));
        var first = JsonDocument.Parse(text).RootElement.EnumerateArray()
            .Select(cluster => cluster.GetProperty("reason").GetString()!).ToList();
        Assert.That(first, Has.Count.EqualTo(3));
        Assert.That(first.SelectMany(Samples.Forbidden), Is.Empty);
    }

    [Test]
    public void Table_ToAFile_IsPlainAndHarmless()
    {
        using var output = new StringWriter();
        ClassTable.Write([Samples.Plain(), Samples.FromAnEnemy(), Samples.Plain("[red]bob[/]")],
            ClassTable.Console(output, isRedirected: true));
        var text = output.ToString();

        Assert.That(text, Does.Match("ann +2 of 5.5 +2 of 5.5 +Rpc/Proxy.cs was changed and is ignored."));
        Assert.That(text, Does.Contain("[red]bob[/]").And.Contain("what fails for many"));
        Assert.That(text, Does.Match(@"2 +A5.2 +agreement +any +failed +agreement: B delivered # and C did not"));
        Assert.That(Samples.Forbidden(text), Is.Empty);
    }

    [Test]
    public void Table_ToATerminal_HasNoEscapesOfTheStudents()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(output) });
        ClassTable.Write([Samples.FromAnEnemy()], console);

        Assert.That(output.ToString(), Does.Not.Contain("\u001b[2J").And.Not.Contain("\u001b]")
            .And.Not.Contain("\a").And.Not.Contain("\u202E"));
    }
}
