using Course.Assignments;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab3;

/// <summary>A3.2: the filters of a peer, one behind another.</summary>
internal sealed class PipelineTests
{
    private const string Slide = "Separation of concerns: send and receive filters";
    private readonly List<string> _seen = [];

    [Test, AssignmentTest("A3.2", Points = 2, Slide = Slide)]
    public void Envelopes_PassAllFiltersInOrder_AndBackInTheMirrorsOrder()
    {
        var pipeline = NewPipeline("a", "b", "c");
        pipeline.Send(default);
        Assert.That(_seen, Is.EqualTo(new[] { "a sends", "b sends", "c sends", "wire" }));

        _seen.Clear();
        pipeline.Receive(default);

        Assert.That(
            _seen, Is.EqualTo(new[] { "c receives", "b receives", "a receives", "application" }), "what c put on, c takes off first");
    }

    [Test, AssignmentTest("A3.2", Points = 1, Slide = Slide)]
    public void Filter_InTheMiddle_MayContinueEitherWayAndLater()
    {
        var middle = new Filter("b", _seen);
        var pipeline = new FilterPipeline([new Filter("a", _seen), middle, new Filter("c", _seen)], End("application"), End("wire"));
        middle.IsHolding = true;
        pipeline.Send(default);
        pipeline.Receive(default);
        Assert.That(_seen, Is.EqualTo(new[] { "a sends", "b sends", "c receives", "b receives" }), "b passes nothing on");

        _seen.Clear();
        middle.At.DeliverOn(default);
        middle.At.SendOn(default);

        Assert.That(_seen, Is.EqualTo(new[] { "a receives", "application", "c sends", "wire" }), "its neighbours see it next, not itself");
    }

    private FilterPipeline NewPipeline(params string[] names) =>
        new(names.Select(name => new Filter(name, _seen)), End("application"), End("wire"));

    private PipelineEnd End(string name) => new(name, _seen);

    private sealed class Filter(string name, List<string> seen) : ISendReceiveFilter
    {
        public bool IsHolding { get; set; }

        public FilterPosition At { get; private set; } = null!;

        public void Attach(FilterPosition at) => At = at;

        public void OnSend(in Envelope envelope, FilterPosition at)
        {
            seen.Add($"{name} sends");
            if (!IsHolding) at.SendOn(envelope);
        }

        public void OnReceive(in Envelope envelope, FilterPosition at)
        {
            seen.Add($"{name} receives");
            if (!IsHolding) at.DeliverOn(envelope);
        }
    }

    private sealed class PipelineEnd(string name, List<string> seen) : IPipelineEnd
    {
        public void Accept(in Envelope envelope) => seen.Add(name);
    }
}
