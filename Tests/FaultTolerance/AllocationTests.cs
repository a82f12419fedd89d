using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

/// <summary>The managers lie on the path of each message: once their buffers have grown they allocate nothing.</summary>
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Messages = 10_000;

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void Relayer_ManyBroadcasts_AllocatesNothing(Buffering buffering)
    {
        var relayer = new FaultToleranceManagers(new FaultToleranceOptions { Buffering = buffering });
        var sink = new Loop(relayer);
        relayer.Handle(new SessionStarted(Peer(1), Members(3)), sink);
        var body = Text("x");
        Relay(relayer, sink, body, first: 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Relay(relayer, sink, body, first: Messages + 1);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(relayer.Last, Is.EqualTo(Through(2 * Messages)));
    }

    [TestCase(Buffering.Distributed)]
    [TestCase(Buffering.Replicated)]
    public void Client_ManyBroadcasts_AllocatesNothing(Buffering buffering)
    {
        var client = new FaultToleranceManagers(new FaultToleranceOptions { Buffering = buffering });
        var sink = new Loop(client);
        client.Handle(new SessionStarted(Peer(2), Members(3)), sink);
        var body = Text("x");
        Echo(client, sink, body, first: 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Echo(client, sink, body, first: Messages + 1);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
        Assert.That(client.PendingCount, Is.Zero);
    }

    private static void Relay(FaultToleranceManagers relayer, Loop sink, Body body, int first)
    {
        for (var local = first; local < first + Messages; local++)
        {
            relayer.Handle(new ReceivedBroadcast(Peer(2), relayer.Epoch, Id(2, local), Through(local - 1), body), sink);
            relayer.Handle(new ReceivedRelay(Peer(1), relayer.Epoch, Number(local), Id(2, local), Nothing, body), sink);
            relayer.Handle(new ReceivedAcknowledgement(Peer(2), relayer.Epoch, Through(local)), sink);
            relayer.Handle(new ReceivedAcknowledgement(Peer(3), relayer.Epoch, Through(local)), sink);
        }
    }

    private static void Echo(FaultToleranceManagers client, Loop sink, Body body, int first)
    {
        for (var local = first; local < first + Messages; local++)
        {
            client.Handle(new SentBroadcast(body), sink);
            client.Handle(new ReceivedRelay(Peer(1), client.Epoch, Number(local), Id(2, local), Through(local - 1), body), sink);
        }
    }

    /// <summary>A relayer object that sends at once, and nothing else.</summary>
    private sealed class Loop(FaultToleranceManagers managers) : IEffectSink
    {
        public void PassBroadcast(in PassBroadcast effect)
        {
            managers.Handle(new SentRelay(Peer(2), effect.Id, effect.Body), this);
            managers.Handle(new SentRelay(Peer(3), effect.Id, effect.Body), this);
            managers.Handle(new SentRelay(Peer(1), effect.Id, effect.Body), this);
        }

        public void SendBroadcast(in SendBroadcast effect)
        {
        }

        public void SendRelay(in SendRelay effect)
        {
        }

        public void Deliver(in Deliver effect)
        {
        }

        public void SendAcknowledgement(in SendAcknowledgement effect)
        {
        }

        public void SendReport(in SendReport effect)
        {
        }

        public void SendFinishSynchronization(in SendFinishSynchronization effect)
        {
        }

        public void SendLeft(in SendLeft effect)
        {
        }

        public void CloseLink(in CloseLink effect)
        {
        }

        public void Discard(in Discard effect)
        {
        }

        public void EnteredSynchronization(in EnteredSynchronization effect)
        {
        }

        public void FinishedSynchronization(in FinishedSynchronization effect)
        {
        }

        public void BecameRelayer(in BecameRelayer effect)
        {
        }

        public void HeldBroadcast(in HeldBroadcast effect)
        {
        }

        public void EndSession(in EndSession effect)
        {
        }
    }
}
