using System.Runtime.InteropServices;
using Course.Rpc.Calls;
using Course.Rpc.Filtering;

namespace Course.Tests.Rpc.Calls;

/// <summary>What a called method only passes on travels in the bytes in which it came.</summary>
public sealed class PassedOnTests
{
    private readonly List<ReadOnlyMemory<byte>> _received = [];
    private readonly List<ReadOnlyMemory<byte>> _sent = [];
    private readonly RpcNetwork _session;
    private readonly Hearer _hearer = new();

    public PassedOnTests()
    {
        _session = new RpcNetwork(3, filters: number => number == 1 ? [new Recorder(this)] : []);
        for (var number = 2; number <= 3; number++) _session[number].Register<IHearer>(_hearer);
        _session.Pump();
    }

    [Test]
    public void MarkedMessage_PassedOnAsItCame_IsNotEncodedAgain()
    {
        PassOn(letter => letter);
        Assert.That(_sent.Select(ArrayOf), Is.All.EqualTo(ArrayOf(_received.Single())));
        Assert.That(_hearer.Letters, Is.EqualTo(new[] { new Letter("a"), new Letter("a") }));
    }

    [Test]
    public void AnotherMessage_IsEncoded()
    {
        PassOn(letter => letter with { Text = "b" });
        Assert.That(_hearer.Letters, Is.EqualTo(new[] { new Letter("b"), new Letter("b") }));
    }

    [Test]
    public void MessageWithoutTheMark_MayHaveChanged_AndIsEncoded()
    {
        var passing = new Passing(_session[1].Others<IHearer>().OneWay, letter => letter);
        _session[1].Register<IPassing>(passing);
        _session[2].To<IPassing>(_session.Name(1)).Pass(new Draft { Text = "a" });
        _session.Settle();
        Assert.That(_hearer.Drafts, Is.EqualTo(new[] { "a, changed", "a, changed" }));
    }

    private void PassOn(Func<Letter, Letter> change)
    {
        _session[1].Register<IPassing>(new Passing(_session[1].Others<IHearer>().OneWay, change));
        _session[2].To<IPassing>(_session.Name(1)).Pass(new Letter("a"));
        _session.Settle();
    }

    private static ArraySegment<byte> ArrayOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array) ? array : throw new InvalidOperationException("no array");

    [PassedOn]
    public sealed record Letter(string Text);

    public sealed record Draft
    {
        public string Text { get; set; } = "";
    }

    public interface IPassing
    {
        void Pass(Letter letter);

        void Pass(Draft draft);
    }

    public interface IHearer
    {
        void Hear(Letter letter);

        void Hear(Draft draft);
    }

    private sealed class Passing(IHearer hearers, Func<Letter, Letter> change) : IPassing
    {
        public void Pass(Letter letter) => hearers.Hear(change(letter));

        public void Pass(Draft draft)
        {
            draft.Text += ", changed";
            hearers.Hear(draft);
        }
    }

    private sealed class Hearer : IHearer
    {
        public List<Letter> Letters { get; } = [];

        public List<string> Drafts { get; } = [];

        public void Hear(Letter letter) => Letters.Add(letter);

        public void Hear(Draft draft) => Drafts.Add(draft.Text);
    }

    private sealed class Recorder(PassedOnTests test) : ISendReceiveFilter
    {
        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            test._sent.Add(envelope.Payload);
            at.SendOn(envelope);
        }

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            test._received.Add(envelope.Payload);
            at.DeliverOn(envelope);
        }
    }
}
