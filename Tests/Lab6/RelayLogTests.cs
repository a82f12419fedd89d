namespace Course.Tests.Lab6;

public sealed class RelayLogTests
{
    [Test, AssignmentTest("A6.1", Points = 2, Slide = "When the relayer leaves")]
    public void Log_SomeRelaysAreStable_KeepsTheOthers()
    {
        var log = FiveRelays();

        log.LearnStable(Through(3));

        Assert.That(log.Entries().Select(entry => entry.Sequence), Is.EqualTo(new[] { Number(4), Number(5) }));
        Assert.That((log.Stable, log.Last), Is.EqualTo((Through(3), Through(5))));
    }

    [Test, AssignmentTest("A6.1", Points = 1, Slide = "When the relayer leaves")]
    public void Log_OlderStableNumberComesLate_ChangesNothing()
    {
        var log = FiveRelays();
        log.LearnStable(Through(3));

        log.LearnStable(Through(2));

        Assert.That((log.Stable, log.Count), Is.EqualTo((Through(3), 2)), "what was stable once is stable for ever");
    }

    [Test, AssignmentTest("A6.1", Points = 1, Slide = "When the relayer leaves")]
    public void Log_RelayIsStableBeforeItComes_IsNotKept()
    {
        var log = FiveRelays();
        log.LearnStable(Through(6));

        log.Append(new Broadcast(Id(1, 6), Text("6")));
        log.Append(new Broadcast(Id(1, 7), Text("7")));

        Assert.That(log.Entries(), Is.EqualTo(new[] { Entry(7, host: 1, local: 7, "7") }), "all have number 6, so nobody will ask for it");
    }

    private static RelayLog FiveRelays()
    {
        var log = new RelayLog(Buffering.Replicated);
        for (var local = 1; local <= 5; local++) log.Append(new Broadcast(Id(1, local), Text($"{local}")));
        return log;
    }
}
