using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>The simulated disk: keys and bytes, a bound, and what a crash inside a step takes back.</summary>
public sealed class PersistentStateTests
{
    private SimulatedDisk _disk = new();

    [SetUp]
    public void MakeDisk() => _disk = new SimulatedDisk();

    [Test]
    public void Keys_AreInOrdinalOrder_AndDeletedOnesAreGone()
    {
        foreach (var key in new[] { "b", "a", "B", "ä", "a1" }) _disk.Write(key, [1]);
        Assert.That(_disk.Keys, Is.EqualTo(new[] { "B", "a", "a1", "b", "ä" }));
        Assert.That((_disk.Delete("a"), _disk.Delete("a")), Is.EqualTo((true, false)));
        Assert.That(_disk.Keys, Is.EqualTo(new[] { "B", "a1", "b", "ä" }));
        Assert.That(_disk.TryRead("a", out _), Is.False);
    }

    [Test]
    public void Write_AndRead_CopyTheBytes()
    {
        byte[] bytes = [1, 2, 3];
        _disk.Write("k", bytes);
        bytes[0] = 9;
        Assert.That(_disk.TryRead("k", out var first), Is.True);
        first![1] = 9;
        Assert.That(_disk.TryRead("k", out var second), Is.True);
        Assert.That(second, Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Write_AtTheBound_IsTakenAndBeyondRefusedInWords()
    {
        _disk.Write("ä", new byte[IPersistentState.MaximumBytes - 2]);
        Assert.That(() => _disk.Write("b", []), Throws.TypeOf<PersistentStateException>().With.Message.EqualTo(
            "the store would hold 1,048,577 bytes with 'b' of 0 bytes; 1,048,576 are allowed, keys included. "
            + "Delete keys that are no longer needed, or keep less."));
        Assert.That(() => _disk.Write("ä", new byte[IPersistentState.MaximumBytes - 1]), Throws.TypeOf<PersistentStateException>());
        Assert.That(_disk.TryRead("ä", out var kept) && kept.Length == IPersistentState.MaximumBytes - 2, "nothing has changed");
        _disk.Delete("ä");
        _disk.Write("b", new byte[IPersistentState.MaximumBytes - 1]);
    }

    [TestCase(0)]
    [TestCase(257)]
    public void Write_UnderABadKey_IsRefusedInWords(int length) =>
        Assert.That(
            () => _disk.Write(new string('k', length), []),
            Throws.ArgumentException.With.Message.StartsWith($"a key of the store has {length} characters: choose one of 1 to 256."));

    [Test]
    public void ForgetAfter_ASend_TakesBackWhatCameLater()
    {
        _disk.Write("old", [1]);
        _disk.Write("gone", [1]);
        var sent = 0;
        _disk.BeginStep(() => sent);
        _disk.Write("old", [2]);
        _disk.Write("old", [3]);
        sent = 1;
        _disk.Write("old", [4]);
        _disk.Write("new", [4]);
        sent = 2;
        _disk.Write("old", [5]);
        _disk.Write("old", [6]);
        _disk.Delete("gone");
        _disk.ForgetAfter(1);
        Assert.That(State(), Is.EqualTo(new[] { "gone=1", "new=4", "old=4" }));
        _disk.ForgetAfter(0);
        Assert.That(State(), Is.EqualTo(new[] { "gone=1", "old=3" }));
        _disk.Write("full", new byte[IPersistentState.MaximumBytes - "goneoldfull".Length - 2]);
        Assert.That(() => _disk.Write("x", []), Throws.TypeOf<PersistentStateException>(), "its size came back too");
    }

    private string[] State() => [.. _disk.Keys.Select(key => $"{key}={(_disk.TryRead(key, out var value) ? value[0] : null)}")];
}
