using Course.Assignments.Sealed;
using Course.Testing.Sealed;
using Verdict = Course.Assignments.Running.Verdict;

namespace Course.Tests.Testing.Sealed;

internal sealed class SealedPlayerTests
{
    private static readonly SealedScenario Scenario = new("one", "A0.1", 2, Peers: 4, Messages: 40, Seed: 3);

    [TestCase("replicated", "")]
    [TestCase("distributed", "at 5ms crash relayer\n")]
    public void Play_OnTheReference_PassesEachTime(string buffering, string faults)
    {
        var scenario = Scenario with { Buffering = buffering, Window = 8, Faults = faults };

        Assert.That(new SealedPlayer().Play(scenario), Is.EqualTo((Verdict.Passed, "")));
        Assert.That(new SealedPlayer().Play(scenario), Is.EqualTo((Verdict.Passed, "")));
    }

    [Test]
    public void Play_FaultThatNeverHappens_FailsAsVacuous()
    {
        var (verdict, message) = new SealedPlayer().Play(Scenario with { Faults = "crash p1 after-sends 1 of relay 5000" });

        Assert.That((verdict, message[..8]), Is.EqualTo((Verdict.Failed, "vacuous:")));
    }

    [TestCase(0, 8, "")]
    [TestCase(4, 1, "")]
    [TestCase(4, 8, "at noon crash p1")]
    [TestCase(4, 8, "at 1ms crash p9")]
    public void OptionsOf_BadScenario_IsRefusedByItsName(int peers, int window, string faults) => Assert.That(
        () => SealedPlayer.OptionsOf(Scenario with { Peers = peers, Window = window, Faults = faults }),
        Throws.TypeOf<SealException>().With.Message.StartsWith("'one': "));
}
