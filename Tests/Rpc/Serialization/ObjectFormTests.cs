using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>How each declared type lies on the wire: docs/design/codec.md, line by line.</summary>
[TestFixture]
public sealed class ObjectFormTests
{
    private readonly MessagePackMessageSerializer _serializer = new();

    [Test]
    public void Record_IsAnArrayInConstructorOrder() =>
        Assert.That(_serializer.Hex(new Line("ann", null, 3, Color.Red)), Is.EqualTo("94A3616E6EC00301"));

    [Test]
    public void RecordStructOfOneMember_IsAnArrayOfOne() => Assert.That(_serializer.Hex(new Number(5)), Is.EqualTo("9105"));

    [Test]
    public void DerivedRecord_ParametersFirstThenSettableMembersBaseFirst() =>
        Assert.That(_serializer.Hex(new Derived(1, "c") { B = 2, D = true }), Is.EqualTo("9401A16302C3"));

    [Test]
    public void ExplicitKeys_GiveThePlacesAndLeaveNilInGaps() =>
        Assert.That(_serializer.Hex(new Keyed("z", 1) { Second = true }), Is.EqualTo("9401C3C0A17A"));

    [Test]
    public void ExplicitKeys_ValueInAGap_IsSkipped() =>
        Assert.That(_serializer.FromHex<Keyed>("9401C3920102A17A"), Is.EqualTo(new Keyed("z", 1) { Second = true }));

    [Test]
    public void EmptyRecord_IsAnEmptyArray() => Assert.That(_serializer.Hex(new Ping()), Is.EqualTo("90"));

    [Test]
    public void Tuple_IsAnArray() => Assert.That(_serializer.Hex((1, "x")), Is.EqualTo("9201A178"));

    [Test]
    public void Union_IsTagAndValue() => Assert.That(_serializer.Hex<Shape>(new Square(1)), Is.EqualTo("920191CB3FF0000000000000"));

    [Test]
    public void Enum_IsItsNumber() => Assert.That(_serializer.Hex(Color.Green), Is.EqualTo("CCC8"));

    [Test]
    public void Dictionary_IsAMap() => Assert.That(_serializer.Hex(new Dictionary<int, bool> { [1] = true }), Is.EqualTo("8101C3"));

    [Test]
    public void Decimal_IsTextThatKeepsItsScale() => Assert.That(_serializer.Hex(1.50m), Is.EqualTo("A4312E3530"));

    [Test]
    public void NewerPeer_SendsMoreMembers_TheRestIsSkipped()
    {
        var newer = new NewerLine("ann", "hi", 1, Color.Red, ["a", "b"], new(1, 2));
        Assert.That(_serializer.Deserialized<Line>(_serializer.Serialized(newer)), Is.EqualTo(new Line("ann", "hi", 1, Color.Red)));
    }

    [Test]
    public void OlderPeer_SendsFewerMembers_DefaultsFillOptionalOnes() => Assert.That(
        _serializer.Deserialized<Line>(_serializer.Serialized(new OlderLine("ann", "hi"))), Is.EqualTo(new Line("ann", "hi", 7, null)));

    [Test]
    public void OlderPeer_LacksANullableText_ItIsNull() =>
        Assert.That(_serializer.FromHex<Line>("91A3616E6E"), Is.EqualTo(new Line("ann", null)));

    [Test]
    public void OlderPeer_LacksASettableMember_ItKeepsItsInitialValue()
    {
        var read = _serializer.FromHex<Optional>("90");
        Assert.That(read.Name, Is.EqualTo("unnamed"));
    }

    [TestCase("90", "element 0, which is Line.User")]
    public void OlderPeer_LacksAMemberThatIsNeeded_IsNamed(string hex, string expected) => Assert.That(
        () => _serializer.FromHex<Line>(hex), Throws.TypeOf<MessageFormatException>().With.Message.Contains(expected));

    [Test]
    public void OlderPeer_LacksARequiredMember_IsNamed() => Assert.That(
        () => _serializer.FromHex<Derived>("9301A16302"),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("Derived.D"));

    [Test]
    public void Constructor_RefusesWhatTheBytesSay_IsAFormatErrorWithItsReason() => Assert.That(
        () => _serializer.FromHex<Positive>("9100"),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("must be positive")
            .And.InnerException.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Union_UnknownTag_IsNamed() => Assert.That(
        () => _serializer.FromHex<Shape>("920990"), Throws.TypeOf<MessageFormatException>().With.Message.Contains("tag 9"));

    [Test]
    public void Union_ValueThatIsNoCase_SaysWhatToAdd() => Assert.That(
        () => _serializer.Serialized<Shape>(new Star(5)),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("[Union(tag, typeof(Star))]"));

    [Test]
    public void Subclass_WhereTheBaseIsDeclared_IsRefusedInsteadOfCut() => Assert.That(
        () => _serializer.Serialized(new Base[] { new Derived(1, "c") { D = true } }),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("A Derived was given where Base is declared"));

    [Test]
    public void Map_KeyTwice_IsRefused() => Assert.That(
        () => _serializer.FromHex<Dictionary<int, int>>("8201020103"),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("twice"));

    [Test]
    public void Map_NilKey_IsRefused() => Assert.That(
        () => _serializer.FromHex<Dictionary<string, int>>("81C003"), Throws.TypeOf<MessageFormatException>().With.Message.Contains("nil"));

    [Test]
    public void Struct_Nil_IsRefused() => Assert.That(
        () => _serializer.FromHex<Point>("C0"), Throws.TypeOf<MessageFormatException>().With.Message.Contains("0xc0 (nil)")
            .And.Message.Contains("Reading Point"));

    [Test]
    public void Memory_SharingSerializer_IsASliceOfTheInput()
    {
        var bytes = _serializer.Serialized(new ReadOnlyMemory<byte>([1, 2]));
        var shared = new MessagePackMessageSerializer(sharesInput: true).Deserialized<ReadOnlyMemory<byte>>(bytes);
        var own = _serializer.Deserialized<ReadOnlyMemory<byte>>(bytes);
        bytes[^1] = 9;
        Assert.That(shared.ToArray(), Is.EqualTo(new byte[] { 1, 9 }));
        Assert.That(own.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
    }

    [Test]
    public void Record_WithEveryKindOfMember_ComesBackEqual()
    {
        var bytes = _serializer.Serialized(Samples.Everything);
        var read = _serializer.Deserialized<Everything>(bytes);
        Assert.That(_serializer.Serialized(read), Is.EqualTo(bytes));
        Assert.That(read.Map["p"], Is.EqualTo(new Point(1, 2)));
    }

    [Test]
    public void Record_Written_AllocatesNothing()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var line = new Line("ann", "hello", 3, Color.Green);
        Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Write()
        {
            output.ResetWrittenCount();
            _serializer.Serialize(output, line);
        }
    }

    public sealed class Optional
    {
        public string Name { get; set; } = "unnamed";
    }
}
