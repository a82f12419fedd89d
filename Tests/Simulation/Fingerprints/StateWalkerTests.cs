using System.Collections.Concurrent;
using System.Reflection;
using Course.Simulation.Fingerprints;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Fingerprints;

/// <summary>What a state is: equal contents have one fingerprint, whatever else differs; what cannot be told has none.</summary>
[TestFixture]
internal sealed class StateWalkerTests
{
    private readonly StateWalker _walker = new();

    [Test]
    public void IgnoredFields_AreFieldsThatExist()
    {
        Assembly[] kit =
        [
            typeof(SteppedPeer).Assembly, typeof(Course.Rpc.RpcPort).Assembly, typeof(Course.Filters.EventTrace).Assembly,
            typeof(Course.Relaying.InCoupler).Assembly, typeof(Course.Peers.Peer).Assembly,
            typeof(Task).Assembly,
        ];
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var fields = kit.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(own), (type, field) => $"{type.FullName}.{field.Name}")
            .ToHashSet(StringComparer.Ordinal);
        Assert.That(StateRules.IgnoredFields.Keys.Where(name => !fields.Contains(name)), Is.Empty);
    }

    [Test]
    public void Objects_OfEqualContent_HaveOneFingerprint_AndOthersAnother()
    {
        var one = Of(Holding(1, "a", "b"));
        var again = Of(Holding(1, "a", "b"));
        Assert.That(again, Is.EqualTo(one));
        Assert.That(Of(Holding(2, "a", "b")), Is.Not.EqualTo(one));
        Assert.That(Of(Holding(1, "b", "a")), Is.Not.EqualTo(one));
    }

    [Test]
    public void Collections_CountByContentWithoutCapacity()
    {
        var roomy = new List<string>(1000) { "a" };
        roomy.Add("b");
        roomy.RemoveAt(1);
        Assert.That(Of(roomy), Is.EqualTo(Of(new List<string> { "a" })));
    }

    [Test]
    public void ConcurrentDictionary_FilledInAnotherOrder_HasOneFingerprint()
    {
        var one = new ConcurrentDictionary<string, int>();
        var other = new ConcurrentDictionary<string, int>(1, 1000);
        for (var i = 0; i < 50; i++) one[$"{i}"] = i;
        for (var i = 49; i >= 0; i--) other[$"{i}"] = i;
        Assert.That(Of(other), Is.EqualTo(Of(one)));
    }

    [Test]
    public void Sharing_IsPartOfTheState()
    {
        var shared = new Holder();
        Assert.That(Of(new[] { shared, shared }), Is.Not.EqualTo(Of(new[] { new Holder(), new Holder() })));
    }

    [Test]
    public void Cycle_IsWalkedOnce()
    {
        var cycle = new Holder();
        cycle.Next = cycle;
        Assert.That(Of(cycle), Is.Not.Null.And.Not.EqualTo(Of(new Holder())));
    }

    [Test]
    public void Thread_CannotBeTold() => Assert.That(Of(new Holder { Opaque = Thread.CurrentThread }), Is.Null);

    [Test]
    public void IsLikeLast_SaysWhetherTheFingerprintsAreEqual()
    {
        var opaque = new Holder { Opaque = Thread.CurrentThread };
        object[] objects = [Holding(1, "a"), Holding(1, "a"), Holding(2, "a"), Holding(1, "b"), opaque, new Holder { Opaque = opaque }];
        foreach (var first in objects)
        {
            foreach (var second in objects)
            {
                var (one, other) = (Of(first), Of(second));
                Of(first);
                Assert.That(_walker.IsLikeLast(second), Is.EqualTo(one == other), $"{one} and {other}");
            }
        }
    }

    [Test]
    public void Tasks_AreToldWithoutTheNumbersThatTheyGetWhenSomebodyLooks()
    {
        var (one, looked) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        Assert.That(looked.Task.Id, Is.Positive);
        Assert.That(Of(looked), Is.EqualTo(Of(one)).And.Not.Null);
    }

    [Test]
    public void Delegates_AreToldByTheirMethodsAndTargets()
    {
        var (one, other) = (new Holder(), new Holder { Number = 1 });
        Action twice = one.Increase;
        twice += one.Increase;
        var alone = Of((Action)one.Increase);
        Assert.That(Of((Action)new Holder().Increase), Is.EqualTo(alone));
        Assert.That(Of((Action)one.Decrease), Is.Not.EqualTo(alone));
        Assert.That(Of((Action)other.Increase), Is.Not.EqualTo(alone));
        Assert.That(Of(twice), Is.Not.EqualTo(alone));
    }

    private static Holder Holding(int number, params string[] texts) => new() { Number = number, Texts = [.. texts] };

    private Fingerprint? Of(object root) => _walker.TryFingerprint(root);

    private sealed class Holder
    {
        public int Number { get; set; }

        public List<string> Texts { get; set; } = [];

        public Holder? Next { get; set; }

        public object? Opaque { get; set; }

        public void Increase() => Number++;

        public void Decrease() => Number--;
    }
}
