using Course.FaultTolerance;
using Course.Peers;
using Course.Relaying;
using Course.Rpc.Tracing;

namespace Course.Tests.Peers;

/// <summary>
/// The edges of a session: gaps between join numbers, calls that are too large, handlers that throw, options that contradict.
/// </summary>
public sealed class SessionEdgeTests
{
    [Test]
    public void Crash_WithGapsBetweenJoinNumbers_ExcludesNobodyElse([Values("Distributed", "Replicated")] string buffering)
    {
        var ordering = buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated;
        var session = new SteppedSession(3, ordering).Start(joinNumberStep: 2).ReplicateLogs();
        session.Crash(2);
        session.Settle();
        var call = session[3].Ordered.Append("x");
        session.Settle();
        Assert.That(
            (call.IsCompletedSuccessfully, session[1].Peer.Ended.IsCompleted, session[3].Peer.Ended.IsCompleted),
            Is.EqualTo((true, false, false)));
    }

    [Test]
    public void Call_LargerThanTheBound_IsRefusedWhereItIsMade_AndTheNextTakesItsPlace()
    {
        var session = new SteppedSession(2, Ordering.Replicated, new CouplerOptions { MaximumArgumentBytes = 100 }).Start().ReplicateLogs();
        Assert.That(
            () => session[2].Ordered.Append(new string('x', 100)),
            Throws.ArgumentException.With.Message.Contains("ILog.Append(String)").And.Message.Contains("MaximumArgumentBytes"));
        var next = session[2].Ordered.Append("small");
        session.Settle();
        Assert.That(next.Result, Is.EqualTo(1));
    }

    [Test]
    public void JoinedHandler_ThatThrows_IsReported_AndTheSessionStarts()
    {
        var session = new SteppedSession(2, Ordering.Replicated);
        List<string> faults = [];
        session[1].Peer.Faulted += fault => faults.Add(fault.Message);
        session[1].Peer.Joined += _ => throw new InvalidOperationException("handler broken");
        session.Start();
        Assert.That((faults.Single(), session[1].Peer.Started.IsCompletedSuccessfully), Is.EqualTo(("handler broken", true)));
    }

    [Test]
    public void Joined_AndLeft_AreToldWithTheReason()
    {
        var session = new SteppedSession(3, Ordering.Replicated);
        List<string> told = [];
        session[1].Peer.Joined += member => told.Add($"{member.Name} joined as {member.JoinNumber}");
        session[1].Peer.Left += (member, reason, _) => told.Add($"{member.Name} left: {reason}");
        session.Start();
        session[3].Peer.LeaveAsync();
        session.Settle();
        session.Crash(2);
        session.Settle();
        Assert.That(told, Is.EqualTo(new[] { "p2 joined as 2", "p3 joined as 3", "p3 left: Goodbye", "p2 left: ConnectionLost" }));
    }

    [Test]
    public void Peer_WhoseCouplersPassMoreThanTheManagersTake_IsRefused()
    {
        var ordering = new Ordering { FaultTolerance = new FaultToleranceOptions { MaximumPending = 10 } };
        Assert.That(
            () => new SteppedSession(1, ordering),
            Throws.ArgumentException.With.Message.Contains("MaximumUndelivered is 1024").And.Message.Contains("MaximumPending is 10"));
    }

    [Test]
    public void Replica_OfATypeThatCannotTravel_IsRefusedAtOnce()
    {
        var session = new SteppedSession(1, Ordering.Replicated);
        Assert.That(
            () => session[1].Peer.Replicate<ITakesObject>(new TakesObject()),
            Throws.ArgumentException.With.Message.Contains("Take(Object)"));
        Assert.That(() => session[1].Peer.Ordered<ITakesObject>(), Throws.ArgumentException.With.Message.Contains("Take(Object)"));
    }

    [Test]
    public void Replica_GivenTwice_IsRefusedAtOnce()
    {
        var session = new SteppedSession(1, Ordering.Replicated).ReplicateLogs();
        Assert.That(
            () => session[1].Peer.Replicate<ILog>(new LogReplica()), Throws.ArgumentException.With.Message.Contains("ILog has a replica"));
    }

    [Test]
    public void PeerThatFails_SaysFaultedInItsTrace_WhichExcusesNothing()
    {
        var session = new SteppedSession(2, Ordering.Replicated, new CouplerOptions { MaximumWaiting = 1 }).Start();
        session[1].Peer.Replicate<ILog>(session[1].Log);
        foreach (var text in new[] { "a", "b" }) session[1].Ordered.Note(text);
        session.Settle();
        Assert.That(session[2].Trace.Events.Single(e => e.Event == TraceEventKind.SessionEnded).Detail, Does.StartWith("Faulted: "));
    }

    public interface ITakesObject
    {
        void Take(object value);
    }

    private sealed class TakesObject : ITakesObject
    {
        public void Take(object value)
        {
        }
    }
}
