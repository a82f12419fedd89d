using Course.Rpc.Calls;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Tests.Rpc.Calls;

namespace Course.Tests.Rpc.Filtering;

public sealed class FilterPipelineTests
{
    [Test]
    public void Filters_SeeSendsInListOrder_AndReceivesMirrored()
    {
        List<string> seen = [];
        var session = new RpcNetwork(2, filters: number => number == 1 ? [new Recorder("a", seen), new Recorder("b", seen)] : []);
        session[2].Register<ICalculator>(new Calculator());
        session[1].To<ICalculator>(session.Name(2)).Add(1, 2);
        session.Settle();
        Assert.That(
            seen,
            Is.EqualTo(new[] { "a sends Add(Int32,Int32)", "b sends Add(Int32,Int32)", "b receives Reply", "a receives Reply" }));
    }

    [Test]
    public void Call_ToOneself_PassesTheSameFilters()
    {
        List<string> seen = [];
        var session = new RpcNetwork(1, filters: _ => [new Recorder("a", seen)]);
        session[1].Register<ICalculator>(new Calculator());
        var sum = session[1].To<ICalculator>(session.Name(1)).Add(1, 2);
        session.Settle();
        Assert.That(sum.Result, Is.EqualTo(3));
        Assert.That(seen, Is.EqualTo(new[] { "a sends Add(Int32,Int32)", "a receives Request", "a sends ", "a receives Reply" }));
    }

    [Test]
    public void Filter_MayHoldDropDoubleAndRedirect()
    {
        var filter = new Juggler();
        var session = new RpcNetwork(3, filters: number => number == 1 ? [filter] : []);
        Calculator[] calculators = [new(), new(), new()];
        foreach (var number in new[] { 2, 3 }) session[number].Register<ICalculator>(calculators[number - 1]);
        var proxy = session[1].To<ICalculator>(session.Name(2));
        foreach (var text in new[] { "drop", "hold", "double", "redirect", "release" }) proxy.Note(text);
        session.Settle();
        Assert.That(calculators[1].Notes, Is.EqualTo(new[] { "double", "double", "hold", "release" }));
        Assert.That(calculators[2].Notes, Is.EqualTo(new[] { "redirect" }));
    }

    [Test]
    public void GroupCall_ShowsEachFilterItsWholeSetOfReceivers_ThisPeerLast()
    {
        List<string> seen = [];
        var session = new RpcNetwork(3, filters: number => number == 2 ? [new GroupRecorder(seen)] : []);
        session[2].All<IListener>().OneWay.Heard("x");
        session.Settle();
        Assert.That(seen, Is.EqualTo(new[] { "p1 of p1,p3,p2", "p3 of p1,p3,p2", "p2 of p1,p3,p2" }));
    }

    [Test]
    public void Filter_ReadsTargetMethodAndArgumentsOfACall()
    {
        List<string> seen = [];
        var session = new RpcNetwork(2, filters: number => number == 2 ? [new Reader(seen)] : []);
        session[2].Register<ICalculator>("calculator", new Calculator());
        session[1].To<ICalculator>(session.Name(2), "calculator").Add(4, 5);
        session.Settle();
        Assert.That(seen, Is.EqualTo(new[] { "calculator.Add(4, 5)" }));
    }

    [Test]
    public void Received_HasSeveralListeners()
    {
        List<string> seen = [];
        var session = new RpcNetwork(2);
        session[2].Received += envelope => seen.Add($"first {envelope.Header}");
        session[2].Received += envelope => seen.Add($"second {envelope.Header}");
        session[1].To<IListener>(session.Name(2)).Heard("x");
        session.Settle();
        Assert.That(seen, Is.EqualTo(new[] { "first Heard(String)", "second Heard(String)" }));
    }

    private sealed class Reader(List<string> seen) : ISendReceiveFilter
    {
        private readonly CallReader _calls = new(ContractDescriptor.Of(typeof(ICalculator)), new MessagePackMessageSerializer());

        public void OnSend(in Envelope envelope, FilterPosition at) => at.SendOn(envelope);

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            if (_calls.TryRead(envelope, out var method, out var arguments))
            {
                seen.Add($"{envelope.Target}.{method.Method.Name}({string.Join(", ", arguments)})");
            }

            at.DeliverOn(envelope);
        }
    }

    private sealed class Recorder(string name, List<string> seen) : ISendReceiveFilter
    {
        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            seen.Add($"{name} sends {envelope.Header}");
            at.SendOn(envelope);
        }

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            seen.Add($"{name} receives {envelope.Kind}");
            at.DeliverOn(envelope);
        }
    }

    private sealed class GroupRecorder(List<string> seen) : ISendReceiveFilter
    {
        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            seen.Add($"{envelope.To} of {string.Join(",", envelope.Recipients!)}");
            at.SendOn(envelope);
        }

        public void OnReceive(in Envelope envelope, FilterPosition at) => at.DeliverOn(envelope);
    }

    private sealed class Juggler : ISendReceiveFilter
    {
        private Envelope _held;

        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            switch (System.Text.Encoding.UTF8.GetString(envelope.Payload.Span[2..]))
            {
                case "drop":
                    break;
                case "hold":
                    _held = envelope;
                    break;
                case "double":
                    at.SendOn(envelope);
                    at.SendOn(envelope);
                    break;
                case "redirect":
                    at.SendOn(envelope with { To = Course.Rpc.Transport.PeerName.Parse("p3") });
                    break;
                default:
                    at.SendOn(_held);
                    at.SendOn(envelope);
                    break;
            }
        }

        public void OnReceive(in Envelope envelope, FilterPosition at) => at.DeliverOn(envelope);
    }
}
