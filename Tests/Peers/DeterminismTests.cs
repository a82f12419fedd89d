using System.Buffers;
using System.Security.Cryptography;
using Course.Peers;
using Course.Rpc.Tracing;

namespace Course.Tests.Peers;

/// <summary>Whole peers with proxies on a stepped loop and virtual time: the seam on which a simulator stands.</summary>
public sealed class DeterminismTests
{
    [Test]
    public void TwoPeers_In300Runs_WriteTheSameBytes([Values("Distributed", "Replicated")] string buffering)
    {
        var first = TraceOf(buffering);
        var digest = SHA256.HashData(first);
        for (var run = 1; run < 300; run++)
        {
            var bytes = TraceOf(buffering);
            Assert.That(
                SHA256.HashData(bytes), Is.EqualTo(digest), () => $"run {run} differs at byte {first.AsSpan().CommonPrefixLength(bytes)}");
        }

        Assert.That(first, Has.Length.GreaterThan(5_000), "the run is long enough to mean something");
    }

    private static byte[] TraceOf(string buffering)
    {
        var session = new SteppedSession(2, buffering == "Distributed" ? Ordering.Distributed : Ordering.Replicated).Start();
        foreach (var member in session.Members) member.Peer.Replicate<IAsyncLog>(new AsyncLog());
        session.Pump();
        foreach (var member in session.Members)
        {
            var proxy = member.Peer.Ordered<IAsyncLog>();
            for (var number = 1; number <= 5; number++) _ = proxy.Append($"{member.Name}-{number}");
        }

        var turn = 0;
        session.Settle(count => turn++ % count);
        session.Crash(1);
        session[2].Peer.Ordered<IAsyncLog>().Append("after");
        session.Settle();
        var output = new ArrayBufferWriter<byte>();
        foreach (var e in session.Members.SelectMany(member => member.Trace.Events)) TraceLine.Write(output, e);
        return output.WrittenSpan.ToArray();
    }

    public interface IAsyncLog
    {
        Task<int> Append(string text);
    }

    private sealed class AsyncLog : IAsyncLog
    {
        private readonly List<string> _texts = [];

        public async Task<int> Append(string text)
        {
            await Task.Yield();
            _texts.Add(text);
            return _texts.Count;
        }
    }
}
