using System.Collections;
using System.Collections.Concurrent;
using System.Text;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>Types without a wire form are refused when their codec is compiled, in words.</summary>
[TestFixture]
public sealed class RefusedTypesTests
{
    private readonly MessagePackMessageSerializer _serializer = new();

    [TestCase(typeof(object), "Object cannot travel: only declared types travel")]
    [TestCase(typeof(IComparable), "IComparable cannot travel: it is abstract")]
    [TestCase(typeof(Stream), "Stream cannot travel: it is abstract")]
    [TestCase(typeof(Action<int>), "Action<Int32> cannot travel: code does not travel")]
    [TestCase(typeof(IEnumerable), "IEnumerable cannot travel: it is a collection that")]
    [TestCase(typeof(ConcurrentDictionary<int, int>), "ConcurrentDictionary<Int32, Int32> cannot travel: it is a collection that")]
    [TestCase(typeof(StringBuilder), "StringBuilder cannot travel: the table of system types")]
    [TestCase(typeof(CancellationToken), "CancellationToken cannot travel: the table of system types")]
    [TestCase(typeof(nint), "IntPtr cannot travel")]
    [TestCase(typeof(int[,]), "Int32[,] cannot travel: an array on the wire has one dimension. Declare an array of arrays")]
    [TestCase(typeof(List<>), "cannot travel: it is open")]
    [TestCase(typeof(SortedSet<Point>), "sorted collections travel with numbers")]
    [TestCase(typeof(Hidden), "Hidden cannot travel: all its state is private")]
    [TestCase(typeof(Unmatched), "no public constructor whose parameters all bear name and type of a public property")]
    [TestCase(typeof(Ambiguous), "two constructors of 1 parameters match")]
    [TestCase(typeof(Lost), "Lost.Items would be lost")]
    [TestCase(typeof(LostField), "LostField.Value would be lost")]
    [TestCase(typeof(HalfKeyed), "HalfKeyed.B has no [Key], others have")]
    [TestCase(typeof(TwiceKeyed), "TwiceKeyed.B and A both have [Key(0)]")]
    [TestCase(typeof(FarKeyed), "FarKeyed.A has [Key(5000)]")]
    [TestCase(typeof(ConcreteUnion), "[Union] is for abstract classes and interfaces")]
    [TestCase(typeof(TwiceTagged), "is declared twice")]
    [TestCase(typeof(StrangeCase), "its case String is not one of its subtypes")]
    [TestCase(typeof(Growing<int>), "nested deeper than 100")]
    [TestCase(typeof(Box<List<object>>), "(the type of Box<List<Object>>.Content) cannot travel")]
    public void Type_WithoutAForm_IsRefusedInWords(Type type, string expected) => Assert.That(
        () => _serializer.CodecFor(type), Throws.TypeOf<MessageFormatException>().With.Message.Contains(expected));

    [Test]
    public void Type_RefusedOnce_IsRefusedAgainAndLeavesNothingHalfMade()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.That(() => _serializer.CodecFor(typeof(Outer)), Throws.TypeOf<MessageFormatException>());
        }
        Assert.That(_serializer.FromHex<Inner>("9105"), Is.EqualTo(new Inner(5)));
    }

    public sealed class Hidden
    {
#pragma warning disable CS0414, IDE0051, IDE0052, CA1823 // The private field is the point.
        private readonly int _state = 1;
#pragma warning restore CS0414, IDE0051, IDE0052, CA1823
    }

    public sealed class Unmatched(int seed)
    {
        public int Value => seed;
    }

    public sealed class Ambiguous
    {
        public Ambiguous(int a) => A = a;

        public Ambiguous(string b) => B = b;

        public int A { get; init; }

        public string B { get; init; } = "";
    }

    public sealed class Lost
    {
        public List<int> Items { get; } = [];
    }

#pragma warning disable CA1051 // The visible field is the point.
    public struct LostField
    {
        public readonly int Value;
    }
#pragma warning restore CA1051

    public sealed record HalfKeyed([Key(0)] int A, int B);

    public sealed record TwiceKeyed([Key(0)] int A, [Key(0)] int B);

    public sealed record FarKeyed([Key(5000)] int A);

    [Union(0, typeof(ConcreteUnion))]
    public sealed record ConcreteUnion;

    [Union(0, typeof(One))]
    [Union(0, typeof(Two))]
    public abstract record TwiceTagged;

    public sealed record One : TwiceTagged;

    public sealed record Two : TwiceTagged;

    [Union(0, typeof(string))]
    public abstract record StrangeCase;

    public sealed record Growing<T>(Growing<List<T>>? Next);

    public sealed record Outer(Inner First, object Second);

    public sealed record Inner(int Value);
}
