using System.Runtime.InteropServices;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

public sealed class SlabTests
{
    private const int Part = 256;

    [Test]
    public void MakeRoom_ForALargeMessageInManyParts_AllocatesAFewTimesItsBytes()
    {
        var slab = new Slab();
        const int parts = 4096;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var message = Write(slab, parts);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.LessThan(6L * message.Length));
        Assert.That(message.ToArray(), Is.EqualTo(Expected(parts)));
    }

    [Test]
    public void Take_AfterALargeMessage_LeavesNoRoomBehindIt()
    {
        var slab = new Slab();

        var large = Write(slab, 1000);
        var small = Write(slab, 2);

        Assert.That(MemoryOf(small), Is.Not.SameAs(MemoryOf(large)), "who keeps the small one would keep the large one");
        Assert.That(small.ToArray(), Is.EqualTo(Expected(2)));
    }

    [Test]
    public void Take_OfSmallMessages_SharesTheirMemory()
    {
        var slab = new Slab();
        Write(slab, 100);

        var messages = Enumerable.Range(0, 10).Select(_ => MemoryOf(Write(slab, 1))).Distinct();

        Assert.That(messages.Count(), Is.EqualTo(1));
    }

    private static ReadOnlyMemory<byte> Write(Slab slab, int parts)
    {
        slab.Begin();
        for (var part = 0; part < parts; part++)
        {
            slab.GetSpan(Part)[..Part].Fill((byte)part);
            slab.Advance(Part);
        }

        return slab.Take();
    }

    private static byte[] Expected(int parts) => [.. Enumerable.Range(0, parts).SelectMany(part => Enumerable.Repeat((byte)part, Part))];

    private static byte[] MemoryOf(ReadOnlyMemory<byte> message) =>
        MemoryMarshal.TryGetArray(message, out var array) ? array.Array! : throw new AssertionException("a message lies in no array");
}
