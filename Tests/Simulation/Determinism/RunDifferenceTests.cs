using Course.Rpc.Loops;
using Course.Rpc.Tracing;
using Course.Simulation.Determinism;

namespace Course.Tests.Simulation.Determinism;

[TestFixture]
internal sealed class RunDifferenceTests
{
    private static readonly TraceEvent Delivered = new()
    {
        Time = 5,
        Peer = "ben",
        Event = TraceEventKind.Delivered,
        Thread = ThreadRole.Rpc,
        Epoch = 1,
        Sequence = 2,
        Id = new TraceId("ann", 3),
        From = "ann",
        To = "ben",
        Link = 4,
        Header = "Say(String)",
        Digest = "aa",
        Detail = "d",
    };

    [Test]
    public void Between_EqualRecordings_IsNull() =>
        Assert.That(RunDifference.Between("ben", [Delivered, Delivered], [Delivered with { }, Delivered]), Is.Null);

    public static IEnumerable<TestCaseData<TraceEvent, string>> OneFieldBent() =>
    [
        new(Delivered with { Time = 6 }, "'time': '5' the first time, '6' the second time"),
        new(Delivered with { Peer = "cleo" }, "'peer': 'ben' the first time, 'cleo' the second time"),
        new(Delivered with { Thread = ThreadRole.Select }, "'thread': 'rpc' the first time, 'select' the second time"),
        new(Delivered with { Epoch = null }, "'epoch': '1' the first time, nothing the second time"),
        new(Delivered with { Sequence = 3 }, "'sequence': '2' the first time, '3' the second time"),
        new(Delivered with { Id = new TraceId("ann", 4) }, "'id': 'ann:3' the first time, 'ann:4' the second time"),
        new(Delivered with { From = "dan" }, "'from': 'ann' the first time, 'dan' the second time"),
        new(Delivered with { To = "dan" }, "'to': 'ben' the first time, 'dan' the second time"),
        new(Delivered with { Link = 5 }, "'link': '4' the first time, '5' the second time"),
        new(Delivered with { Header = "S()" }, "'header': 'Say(String)' the first time, 'S()' the second time"),
        new(Delivered with { Digest = "bb" }, "'digest': 'aa' the first time, 'bb' the second time"),
        new(Delivered with { Detail = "e" }, "'detail': 'd' the first time, 'e' the second time"),
    ];

    [TestCaseSource(nameof(OneFieldBent))]
    public void Between_OneFieldBent_NamesPeerEventFieldAndBothValues(TraceEvent bent, string difference) =>
        Assert.That(
            RunDifference.Between("ben", [Delivered, Delivered, Delivered], [Delivered, bent, default]),
            Does.StartWith($"ben: event 2 (delivered) differs in {difference}. Equal inputs gave unequal outputs"));

    [Test]
    public void Between_OtherEvents_NamesBoth() =>
        Assert.That(
            RunDifference.Between("ben", [Delivered], [Delivered with { Event = TraceEventKind.Discarded, Time = 9 }]),
            Does.StartWith("ben: event 1 differs in 'event': 'delivered' the first time, 'discarded' the second time."));

    [Test]
    public void Between_SecondGoesOn_NamesWhatFollows() =>
        Assert.That(
            RunDifference.Between("ben", [Delivered], [Delivered, Delivered]),
            Does.StartWith("ben: the first time ends after 1 event, and the second time goes on with event 2, 'delivered'."));

    [Test]
    public void Between_FirstGoesOn_NamesWhatFollows() =>
        Assert.That(
            RunDifference.Between("ben", [Delivered], []),
            Does.StartWith("ben: the second time ends after 0 events, and the first time goes on with event 1, 'delivered'."));

    [TestCase("held", "2", "3", "ben: value 2 'held' is '2' the first time, '3' the second time.")]
    [TestCase("kept", "2", "2", "ben: value 2 is 'held' the first time, 'kept' the second time.")]
    public void Between_LabelledValues_NamesTheFirstThatDiffers(string label, string first, string second, string difference) =>
        Assert.That(
            RunDifference.Between("ben", [("epoch", "1"), ("held", first)], [("epoch", "1"), (label, second)]),
            Does.StartWith(difference));

    [Test]
    public void Between_EqualLabelledValues_IsNull() =>
        Assert.That(RunDifference.Between("ben", [("epoch", "1")], [("epoch", "1")]), Is.Null);

    [Test]
    public void Between_LabelledValuesOfOtherLength_NamesWhatFollows() =>
        Assert.That(
            RunDifference.Between("ben", [("epoch", "1"), ("held", "2")], [("epoch", "1")]),
            Does.StartWith("ben: the second time ends after 1 value, and the first time goes on with value 2, 'held'."));
}
