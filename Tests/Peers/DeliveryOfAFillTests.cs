using Course.Peers;
using Course.Rpc.Tracing;

namespace Course.Tests.Peers;

/// <summary>Schedule D14: the replica of 3 broadcasts inside the delivery of a fill, while its peer synchronizes.</summary>
[TestFixture("Distributed")]
[TestFixture("Replicated")]
public sealed class DeliveryOfAFillTests(string buffering)
{
    private readonly SteppedSession _session = new SteppedSession(
        3, buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated).Start();

    [Test]
    public void D14_ReplicaBroadcastsInsideTheDeliveryOfAFill_ItIsHeldUntilFinish()
    {
        ReplicateAndDeliverTheFill("question");
        Assert.That(_session[3].Of(TraceEventKind.HeldBroadcast).Single().Id, Is.EqualTo(new TraceId("p3", 1)));
        Assert.That(_session[3].Of(TraceEventKind.SentBroadcast), Is.Empty, "finish has not come");
        _session.Settle();

        Assert.That(_session.Survivors.Select(member => ((Talker)Replicas[member]).Texts), Is.All.EqualTo(new[] { "question", "answer" }));
        var kinds = _session[3].Trace.Events.Select(e => e.Event).ToList();
        Assert.That(
            kinds.IndexOf(TraceEventKind.SentBroadcast), Is.GreaterThan(kinds.IndexOf(TraceEventKind.ReceivedFinishSynchronization)));
        var witness = _session.CheckHolds().Witness;
        Assert.That((witness.Fills, witness.Held, witness.Resends), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void D14_ReplicaAwaitsTheCallInsideTheDeliveryOfAFill_IsRefusedNamingBothMethods_AndTheOrderGoesOn()
    {
        ReplicateAndDeliverTheFill("await");
        var replica = (Talker)Replicas[_session[3]];
        Assert.That(replica.Refusal, Does.StartWith("ITalk.Answer(String) was called inside the delivery of ITalk.Say(String)")
            .And.Contain("Make the call one-way"));
        _session.Settle();
        var next = _session[3].Peer.Ordered<ITalk>().Answer("next");
        _session.Settle();

        Assert.That(next.IsCompletedSuccessfully, Is.True);
        Assert.That(_session.Survivors.Select(member => ((Talker)Replicas[member]).Texts), Is.All.EqualTo(new[] { "await", "next" }));
        Assert.That(_session.CheckHolds().Witness.Fills, Is.EqualTo(1));
    }

    private Dictionary<object, object> Replicas { get; } = [];

    private void ReplicateAndDeliverTheFill(string text)
    {
        foreach (var member in _session.Members)
        {
            var replica = new Talker(member == _session[3] ? member.Peer : null);
            Replicas.Add(member, replica);
            member.Peer.Replicate<ITalk>(replica);
        }

        _session[1].Peer.Ordered<ITalk>().Say(text);
        _session.Pump();
        _session.Crash(1, to => to == 2 ? 1 : 0);
        _session.Hold((2, 3));
        _session.Settle();
        _session.DeliverUntil(2, 3, () => _session[3].Of(TraceEventKind.SentReport).Any());
        _session.Settle();
        _session.DeliverUntil(2, 3, () => ((Talker)Replicas[_session[3]]).Texts.Count == 1);
        Assert.That(
            _session[2].Of(TraceEventKind.SentRelay).Single(e => e.To == "p3").Detail, Is.EqualTo("fill"), "vacuous: nothing was filled");
        Assert.That(_session[3].Peer.Managers!.IsSynchronizing, Is.True);
        _session.Release((2, 3));
    }

    public interface ITalk
    {
        Task Say(string text);

        void Reply(string text);

        Task Answer(string text);
    }

    private sealed class Talker(Peer? peer) : ITalk
    {
        public List<string> Texts { get; } = [];

        public string Refusal { get; private set; } = "";

        public async Task Say(string text)
        {
            Texts.Add(text);
            if (peer is null) return;
            if (text == "question") peer.Ordered<ITalk>().Reply("answer");
            else await AnswerAsync(peer);
        }

        public void Reply(string text) => Texts.Add(text);

        public Task Answer(string text)
        {
            Texts.Add(text);
            return Task.CompletedTask;
        }

        private async Task AnswerAsync(Peer asking)
        {
            try
            {
                await asking.Ordered<ITalk>().Answer("never");
            }
            catch (InvalidOperationException exception)
            {
                Refusal = exception.Message;
            }
        }
    }
}
