using System.Text;
using Course.Rpc.Transport;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class FrameTests
{
    [Test]
    public async Task Frames_FivePeersAllToAll_ArriveInTheOrderOfEachSender()
    {
        string[] names = ["ann", "bob", "cid", "dan", "eve"];
        const int Count = 2000;
        await using var session = await TestSession.StartAsync(names);
        var sends = Enumerable.Range(0, names.Length).Select(i => session[i].DoAsync(() =>
        {
            for (var n = 0; n < Count; n++)
            {
                foreach (var to in names) session[i].Transport.Send(new PeerName(to), Encoding.UTF8.GetBytes($"{n}"));
            }
        }));
        await Task.WhenAll(sends);
        for (var i = 0; i < names.Length; i++)
        {
            var peer = session[i];
            await peer.UntilAsync(events => events.Count == 1 + (Count * names.Length), "all frames");
            Assert.That(peer.Events[0], Does.StartWith("started"));
            foreach (var from in names)
            {
                var expected = Enumerable.Range(0, Count).Select(n => $"frame {from} {n}");
                Assert.That(peer.Events.Where(e => e.StartsWith($"frame {from} ", StringComparison.Ordinal)), Is.EqualTo(expected));
            }

            Assert.That(peer.Failures, Is.Empty);
        }
    }

    [Test]
    public async Task Frames_InTwoParts_ArriveAsOne([Values(1, 2000, 20_000, 70_000)] int size, [Values("bob", "ann")] string to)
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var (receiver, received) = (session[to == "ann" ? 0 : 1], new List<byte[]>());
        receiver.FrameHandler = (_, frame) =>
        {
            received.Add(frame.ToArray());
            receiver.Record($"frame {received.Count}");
        };
        var body = new byte[size];
        new Random(size).NextBytes(body);
        await session[0].DoAsync(() =>
        {
            for (byte number = 1; number <= 3; number++) session[0].Transport.Send(new PeerName(to), new byte[] { number, 0 }, body);
        });
        await receiver.UntilAsync(events => events.Contains("frame 3"), "three frames");
        Assert.That(received.Select(frame => frame[0]), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(received.Select(frame => frame[2..]), Is.All.EqualTo(body));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(16 << 10)]
    [TestCase((64 << 10) - 5)]
    [TestCase((64 << 10) - 4)]
    [TestCase(70_000)]
    [TestCase(10 << 20)]
    public async Task Frames_OfAnySizeBetweenSmallOnes_ArriveUnharmed(int size)
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var sent = new byte[size];
        new Random(size).NextBytes(sent);
        var received = new List<ReadOnlyMemory<byte>>();
        session[1].FrameHandler = (_, frame) =>
        {
            // Kept, not copied: the memory must not be used again.
            received.Add(frame);
            session[1].Record($"frame {received.Count}");
        };
        await session[0].DoAsync(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                session[0].Transport.Send(session[1].Name, new byte[] { 1, 2, 3 });
                session[0].Transport.Send(session[1].Name, sent);
            }
        });
        await session[1].SeesAsync("frame 6");
        for (var i = 0; i < 6; i += 2)
        {
            Assert.That(received[i].ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(received[i + 1].Span.SequenceEqual(sent));
        }
    }

    [Test]
    public async Task Frames_SentWithinOnFrame_AnswerBothWays()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        const int Rounds = 500;
        foreach (var (peer, other) in new[] { (session[0], session[1].Name), (session[1], session[0].Name) })
        {
            peer.FrameHandler = (_, frame) =>
            {
                var n = int.Parse(Encoding.UTF8.GetString(frame.Span));
                if (n == Rounds) peer.Record("done");
                else peer.Transport.Send(other, Encoding.UTF8.GetBytes($"{n + 1}"));
            };
        }

        await session[0].SendAsync("bob", "1");
        await session[0].SeesAsync("done");
    }

    [Test]
    public async Task Self_SentWithinOnFrame_ComesInALaterStep()
    {
        await using var session = await TestSession.StartAsync("ann");
        var ann = session[0];
        var depth = 0;
        var deepest = 0;
        var count = 0;
        ann.FrameHandler = (_, _) =>
        {
            deepest = Math.Max(deepest, ++depth);
            if (++count < 5000) ann.Transport.Send(ann.Name, new byte[8]);
            else ann.Record("done");
            depth--;
        };
        await ann.SendAsync("ann", "begin");
        await ann.SeesAsync("done");
        Assert.That(deepest, Is.EqualTo(1));
    }

    [Test]
    public async Task OnFrame_Throws_IsReportedAndTheNextFrameComes()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var bob = session[1];
        bob.FrameHandler = (_, frame) =>
        {
            if (frame.Length == 1) throw new InvalidOperationException("one byte");
            bob.Record("two bytes");
        };
        await session[0].DoAsync(() =>
        {
            session[0].Transport.Send(bob.Name, new byte[1]);
            session[0].Transport.Send(bob.Name, new byte[2]);
        });
        await bob.SeesAsync("two bytes");
        Assert.That(bob.Failures.Single().Message, Is.EqualTo("one byte"));
    }

    [Test]
    public async Task Send_BreaksARule_SaysWhich()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync(session.Options("ann", 2) with { MaximumFrameBytes = 1024 });
        Assert.That(async () => await ann.SendAsync("bob", "early"), Throws.InvalidOperationException.With.Message.Contains("OnStarted"));
        await session.JoinAsync("bob", 2);
        await ann.SeesAsync("started");
        Assert.That(
            async () => await ann.SendAsync("zoe", "who"), Throws.ArgumentException.With.Message.Contains("'zoe' is not another member"));
        Assert.That(
            async () => await ann.SendAsync("bob", new string('x', 1025)),
            Throws.ArgumentException.With.Message.Contains("1025 bytes").And.Message.Contains("1024"));
    }

    [Test]
    public async Task Flush_WhileTheLoopIsBlocked_EndsWhenTheKernelHasAllFrames()
    {
        await using var session = await TestSession.StartAsync("ann", "bob");
        var ann = session[0];
        using var received = new ManualResetEventSlim();
        session[1].FrameHandler = (_, _) => received.Set();
        await ann.DoAsync(() =>
        {
            ann.Transport.Send(session[1].Name, new byte[1]);
            // The loop stays here, so nothing but the flush can have written the frame.
            using var flushed = new ManualResetEventSlim();
            ann.Transport.FlushAsync().ContinueWith(_ => flushed.Set(), TaskScheduler.Default);
            Assert.That(flushed.Wait(TimeSpan.FromSeconds(60)), "hang: flush");
            Assert.That(received.Wait(TimeSpan.FromSeconds(60)), "hang: frame");
        });
    }
}
