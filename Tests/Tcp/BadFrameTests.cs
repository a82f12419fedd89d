using System.Buffers.Binary;
using Course.Rpc.Tcp.Wire;
using Course.Tests.Tcp.Support;

namespace Course.Tests.Tcp;

public sealed class BadFrameTests
{
    [TestCase(new byte[] { 0, 0, 0, 2, 99, 1 }, "bob sent a frame with the unknown tag 99")]
    [TestCase(new byte[] { 0, 0, 0, 0, 1 }, "bob sent a frame of length 0")]
    [TestCase(new byte[] { 0x7f, 0xff, 0xff, 0xff, 1 }, "bob sent a frame of 2147483646 bytes with tag 1; the limit is 16777216 bytes")]
    [TestCase(new byte[] { 0xff, 0xff, 0xff, 0xff, 1 }, "bob sent a frame of 4294967294 bytes with tag 1; the limit is 16777216 bytes")]
    [TestCase(new byte[] { 1, 0, 0, 2, 1 }, "bob sent a frame of 16777217 bytes with tag 1; the limit is 16777216 bytes")]
    [TestCase(new byte[] { 0, 0, 0, 1, (byte)FrameType.LinkHello }, "bob sent a frame with the unknown tag 17")]
    public async Task BadFrame_AfterGoodOnes_EndsThatLinkAlone(byte[] bad, string words)
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 3);
        var cid = await session.JoinAsync("cid", 3);
        using var bob = await RawMember.JoinAsync(session.Options("bob", 3));
        await ann.SeesAsync("started");
        var good = new byte[6];
        BinaryPrimitives.WriteInt32BigEndian(good, 2);
        good[4] = (byte)FrameType.Data;
        good[5] = (byte)'x';
        // One write: the good frame in front of the bad one still counts.
        await bob.SendBytesAsync([.. good, .. bad, .. good]);
        var left = await ann.SeesAsync("left bob BadFrame");
        Assert.That(left, Does.Contain(words));
        Assert.That(ann.Events.Skip(1).Take(2), Is.EqualTo(new[] { "frame bob x", left }));
        Assert.That((await bob.ReadAsync()).Type, Is.EqualTo(FrameType.Excluded));
        await cid.SendAsync("ann", "undisturbed");
        await ann.SeesAsync("frame cid undisturbed");
        Assert.That(ann.Failures, Is.Empty);
    }

    [Test]
    public async Task BadFrame_PeerSaysFarewellInOnPeerLeft_TheseWordsAreSent()
    {
        await using var session = await TestSession.HostAsync();
        var ann = await session.JoinAsync("ann", 2);
        ann.LeftHandler = (peer, _) => ann.Transport.Close(peer, "excluded at epoch 1 by ann");
        using var bob = await RawMember.JoinAsync(session.Options("bob", 2));
        await bob.SendBytesAsync(0, 0, 0, 1, 99);
        var frame = await bob.ReadAsync();
        Assert.That(frame.Type, Is.EqualTo(FrameType.Excluded));
        Assert.That(System.Text.Encoding.UTF8.GetString(frame.Payload.Span), Is.EqualTo("excluded at epoch 1 by ann"));
    }
}
