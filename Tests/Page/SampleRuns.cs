using System.Globalization;
using Course.Peers;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;
using Course.Tests.Peers;
using Course.Tests.Simulation.Viewing;

namespace Course.Tests.Page;

/// <summary>Runs that the tests show.</summary>
internal static class SampleRuns
{
    /// <summary>
    /// One of each: ann relays and crashes with a relay lost, dan says goodbye, cleo is excluded, ben and eve go on; one message is in
    /// flight, one relay is discarded, and eve delivers a broadcast twice.
    /// </summary>
    public static PagedRun OfAllKinds()
    {
        var run = new LinkedTraces("ann", "ben", "cleo", "dan", "eve").Start();
        run.Order("ben:1", 1, "ann", 1, "ben", "cleo", "dan", "eve", "ann");
        run.Broadcast("cleo:1", "ann", 1);
        run.Deliver(run.Relay("cleo:1", 2, "ann", 1, "ben", "eve")[0]);
        run.Crash("ann", epoch: 2, last: 1);
        var fills = run.Relay("cleo:1", 2, "ben", 2, "eve", "eve");
        run.Deliver(fills[0]).Receive(fills[1]);
        run.Add("eve", TraceEventKind.Discarded, fills[1].Event with { From = "ben", Detail = "duplicate" });
        run.Add("eve", TraceEventKind.Delivered, fills[0].Event);
        var violation = ("eve", run.CountOf("eve") - 1);
        run.Send("eve", "ben", TraceEventKind.SentAcknowledgement, new TraceEvent { Epoch = 2, Sequence = 2 });
        run.Add("cleo", TraceEventKind.SessionEnded, new TraceEvent { Detail = "excluded at epoch 2" });
        run.Add("dan", TraceEventKind.SessionEnded, new TraceEvent { Detail = "goodbye: dan left" }).Add("dan", TraceEventKind.TraceEnded);
        return Paged("one of each", run) with { Violation = violation, Story = ["ann crashed after one of two sends"] };
    }

    /// <summary>Four whole peers in memory; the relayer crashes in the middle of a multicast, broadcasts are held and sent again.</summary>
    public static PagedRun OfWholePeers()
    {
        var session = new SteppedSession(4, Ordering.Replicated).Start().ReplicateLogs();
        for (var round = 1; round <= 4; round++)
        {
            foreach (var member in session.Members) member.Ordered.Note($"round {round} of {member.Name}");
            session.Settle();
        }

        session[3].Ordered.Note("reaches one of three");
        session.Pump();
        session.Deliver(3, 1);
        session.Crash(1, to => to == 2 ? 1 : 0);
        session.Deliver(1, 2);
        foreach (var number in new[] { 2, 3, 4 }) session[number].Ordered.Note("on the way to the dead");
        session.Pump();
        session.DeliverAll(1, 3);
        session[3].Ordered.Note("held");
        session.Settle();
        var report = session.Check();
        var records = session.Members.Select(member => new PeerRecord(member.Name.Value, member.Trace.Events)).ToList();
        var facts = new RunFacts { Killed = new HashSet<string> { "p1" }, Left = new HashSet<string>() };
        return new PagedRun("the relayer crashes inside a multicast", records, facts) { Report = report };
    }

    /// <summary>Five peers, at least so many events; the relayer crashes half-way.</summary>
    public static PagedRun Long(int events)
    {
        var run = new LinkedTraces("ann", "ben", "cleo", "dan", "eve").Start();
        var sequence = 0;
        while (run.Count < events / 2) Next(run, ++sequence, "ann", 1, "ben", "cleo", "dan", "eve", "ann");
        run.Relay("ann:1", sequence, "ann", 1, "ben");
        run.Crash("ann", epoch: 2, last: sequence);
        while (run.Count < events) Next(run, ++sequence, "ben", 2, "cleo", "dan", "eve", "ben");
        return Paged("long", run.End());
    }

    public static PagedRun Paged(string title, LinkedTraces run) =>
        new(title, run.Records, run.Facts) { Report = Checkers.Run(new RunHistory(run.Records, run.Facts)) };

    private static void Next(LinkedTraces run, int sequence, string relayer, int epoch, params string[] to)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{to[sequence % to.Length]}:{sequence}");
        run.Order(id, sequence, relayer, epoch, to);
    }
}
