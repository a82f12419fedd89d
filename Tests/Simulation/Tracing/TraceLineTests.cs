using System.Buffers;
using System.Text;
using System.Text.Json;
using Course.Rpc.Loops;
using Course.Rpc.Tracing;

namespace Course.Tests.Simulation.Tracing;

[TestFixture]
public sealed class TraceLineTests
{
    private static readonly TraceEvent Full = new()
    {
        Time = 1_234_567_890_123,
        Peer = "ann",
        Event = TraceEventKind.ReceivedFinishSynchronization,
        Thread = ThreadRole.Select,
        Epoch = 2,
        Sequence = 17,
        Id = new TraceId("bob", 3),
        From = "bob",
        To = "ann",
        Link = 5,
        Header = "Say(String,String)",
        Digest = "0123456789abcdef",
        Detail = "resend",
    };

    [Test]
    public void Write_AllFields_HasAStableOrder() => Assert.That(
        Written(Full),
        Is.EqualTo("""
            {"time":1234567890123,"peer":"ann","event":"received-finish-synchronization","thread":"select","epoch":2,
            "sequence":17,"id":"bob:3","from":"bob","to":"ann","link":5,"header":"Say(String,String)",
            "digest":"0123456789abcdef","detail":"resend"}
            """.ReplaceLineEndings("") + "\n"));

    [Test]
    public void Write_NullFields_AreLeftOut() => Assert.That(
        Written(new TraceEvent { Time = 0, Peer = "ann", Event = TraceEventKind.TraceEnded, Thread = ThreadRole.Application }),
        Is.EqualTo("""{"time":0,"peer":"ann","event":"trace-ended","thread":"application"}""" + "\n"));

    [TestCase("plain")]
    [TestCase("a\"quote\" and a \\ and\na line\r\tand \u0001 and \u2028")]
    [TestCase("Zoë 李 😀")]
    public void Write_AnyText_IsOneValidLineThatReadsBack(string text)
    {
        var line = Written(Full with { Detail = text, Peer = text, Id = new TraceId(text, 1) });

        Assert.That(line.IndexOf('\n', StringComparison.Ordinal), Is.EqualTo(line.Length - 1));
        Assert.That(() => JsonDocument.Parse(line), Throws.Nothing);
        var e = Parse(line);
        Assert.That((e.Detail, e.Peer, e.Id!.Value.Host), Is.EqualTo((text, text, text)));
    }

    [Test]
    public void Write_TextThatIsNoUnicode_IsReplacedAndStaysValid()
    {
        var lone = "lone " + (char)0xD800;

        Assert.That(Parse(Written(Full with { Detail = lone })).Detail, Is.EqualTo("lone \ufffd"));
    }

    [Test]
    public void Parse_WhatWasWritten_GivesTheSameEventForEachKind()
    {
        foreach (var kind in Enum.GetValues<TraceEventKind>())
            Assert.That(Parse(Written(Full with { Event = kind })), Is.EqualTo(Full with { Event = kind }));
    }

    [Test]
    public void Write_WithoutPeer_IsRefused() => Assert.That(
        () => Written(Full with { Peer = "" }), Throws.ArgumentException.With.Message.Contains("names no peer"));

    [Test]
    public void Parse_UnknownField_IsSkipped() =>
        Assert.That(Parse("""{"new":{"a":[1]},"time":1,"peer":"a","event":"delivered","thread":"rpc"}""").Time, Is.EqualTo(1));

    [TestCase("""{"peer":"a","event":"delivered","thread":"rpc"}""", "field time is missing")]
    [TestCase("""{"time":1,"event":"delivered","thread":"rpc"}""", "field peer is missing")]
    [TestCase("""{"time":1,"peer":"a","thread":"rpc"}""", "field event is missing")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered"}""", "field thread is missing")]
    [TestCase("""{"time":-1,"peer":"a","event":"delivered","thread":"rpc"}""", "time is a whole number from 0, and this is -1")]
    [TestCase("""{"time":1,"peer":7,"event":"delivered","thread":"rpc"}""", "field peer is a text, and this is 7")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered","thread":"main"}""", "application, rpc or select, not 'main'")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered","thread":"rpc","id":"bob"}""", "host:local")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered","thread":"rpc","id":"bob:0"}""", "from 1, not 'bob:0'")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered","thread":"rpc","epoch":9999999999}""", "epoch is at most")]
    [TestCase("""{"time":1,"peer":"a","event":"delivered","thread":"rpc"} {}""", "complete JSON object")]
    [TestCase("""{"time":1,"peer":"a","event":"deliv""", "complete JSON object")]
    [TestCase("""[1]""", "one JSON object")]
    [TestCase("", "complete JSON object")]
    [TestCase("""{"time":1,"peer":"\ud800","event":"delivered","thread":"rpc"}""", "complete JSON object")]
    public void Parse_BrokenRule_NamesFileLineAndRule(string line, string rule) => Assert.That(
        () => TraceLine.Parse(Encoding.UTF8.GetBytes(line), "ann.jsonl", 12, new TraceStrings()),
        Throws.TypeOf<TraceFormatException>().With.Message.StartsWith("ann.jsonl:12: ").And.Message.Contains(rule));

    [Test]
    public void Id_HostWithColons_SplitsAtTheLast()
    {
        Assert.That(TraceId.TryParse("tcp://h:9:4", new TraceStrings(), out var id), Is.True);
        Assert.That(id, Is.EqualTo(new TraceId("tcp://h:9", 4)));
        Assert.That(id.ToString(), Is.EqualTo("tcp://h:9:4"));
    }

    [Test]
    public void Digest_IsTheStartOfSha256_AndTheSameForSegments()
    {
        var bytes = Encoding.UTF8.GetBytes("abc");

        Assert.That(TraceDigest.Of(bytes), Is.EqualTo("ba7816bf8f01cfea"));
        Assert.That(TraceDigest.Of(new ReadOnlySequence<byte>(bytes)), Is.EqualTo("ba7816bf8f01cfea"));
        var first = new Segment(bytes.AsMemory(0, 1));
        var last = first.Append(bytes.AsMemory(1));
        Assert.That(TraceDigest.Of(new ReadOnlySequence<byte>(first, 0, last, 2)), Is.EqualTo("ba7816bf8f01cfea"));
    }

    [Test]
    public void PeerTrace_Record_StampsPeerAndMicroseconds()
    {
        var memory = new MemoryTrace();
        var trace = new PeerTrace(memory, "ann", new FixedTime());

        trace.Record(new TraceEvent { Event = TraceEventKind.Delivered });

        Assert.That(memory.Events.Single(), Is.EqualTo(
            new TraceEvent { Event = TraceEventKind.Delivered, Peer = "ann", Time = 5_000_000_000_001 }));
        Assert.That((trace.IsEnabled, new PeerTrace(NoTrace.Instance, "ann", new FixedTime()).IsEnabled), Is.EqualTo((true, false)));
    }

    private static string Written(in TraceEvent e)
    {
        var output = new ArrayBufferWriter<byte>();
        TraceLine.Write(output, e);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static TraceEvent Parse(string line) => TraceLine.Parse(Encoding.UTF8.GetBytes(line), "ann.jsonl", 1, new TraceStrings());

    /// <summary>58 days in nanoseconds and 1 µs: a product with a million would leave 64 bits.</summary>
    private sealed class FixedTime : TimeProvider
    {
        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => 5_000_000_000_001_000;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
