using Course.Assignments;
using Course.Rpc.Tracing;

namespace Course.Tests.Lab3;

/// <summary>A3.6: peers with filters. The application calls as before, and the trace shows the lecture's events.</summary>
internal sealed class SessionTests
{
    private const string Slide = "Separation of concerns: send and receive filters";

    [Test, AssignmentTest("A3.6", Points = 1, Slide = Slide)]
    public void Session_OneBroadcast_ShowsTheFourEventsOfTheLecture()
    {
        var session = new FilteredSession(peers: 3);
        session.Broadcast(2, "hello");
        session.Settle(seed: 1);

        Assert.That(session.Faults, Is.Empty);
        Assert.That(Count(session, TraceEventKind.SentBroadcast), Is.EqualTo(new[] { 0, 1, 0 }), "(1) at the client");
        Assert.That(Count(session, TraceEventKind.ReceivedBroadcast), Is.EqualTo(new[] { 1, 0, 0 }), "(2) at the relayer");
        Assert.That(Count(session, TraceEventKind.SentRelay), Is.EqualTo(new[] { 3, 0, 0 }), "(3) at the relayer, N times");
        Assert.That(Count(session, TraceEventKind.ReceivedRelay), Is.EqualTo(new[] { 1, 1, 1 }), "(4) at each client");
        Assert.That(session.Relayed, Is.All.EqualTo(new[] { "hello" }), "and the application has not noticed");
    }

    [Test, AssignmentTest("A3.6", Points = 2, Slide = Slide)]
    public void Session_AnyArrivals_AllPeersCarryOutOneOrder()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var session = new FilteredSession(peers: 3);
            for (var call = 0; call < 6; call++) session.Broadcast((call % 3) + 1, $"{call}");
            session.Settle(seed);

            Assert.That(session.Faults, Is.Empty, $"schedule {seed}");
            Assert.That(session.Relayed, Is.All.EqualTo(session.Relayed[0]), $"total order, schedule {seed}");
            Assert.That(session.Relayed[0], Is.EquivalentTo(new[] { "0", "1", "2", "3", "4", "5" }), $"validity, schedule {seed}");
        }
    }

    private static IEnumerable<int> Count(FilteredSession session, TraceEventKind kind) =>
        session.Traces.Select(trace => trace.Events.Count(e => e.Event == kind));
}
