using System.Buffers;
using System.Text;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>Writer and reader against the specification's bytes.</summary>
[TestFixture]
public sealed class MessagePackFormatTests
{
    [TestCaseSource(typeof(TagVectors), nameof(TagVectors.All))]
    public void Value_OfEachTag_IsWrittenInTheShortestForm(string hex, Delegate write, Delegate read, object? expected)
    {
        Assert.That(Convert.ToHexString(Bytes.Written((WriteStep)write)), Is.EqualTo(hex));
        Assert.That(Bytes.Read(hex, (ReadStep)read), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(TagVectors), nameof(TagVectors.All))]
    public void Value_OfEachTagInTinySegments_IsReadAsInOnePiece(string hex, Delegate write, Delegate read, object? expected)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.That(Bytes.Read(Bytes.InSegments(bytes, bytes.Length > 1000 ? 509 : 1), (ReadStep)read), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(TagVectors), nameof(TagVectors.All))]
    public void Value_OfEachTagSkipped_GivesItsBytes(string hex, Delegate write, Delegate read, object? expected)
    {
        var raw = (byte[])Bytes.Read(hex, (ref r) => r.ReadRaw().ToArray())!;
        Assert.That(Convert.ToHexString(raw), Is.EqualTo(hex));
    }

    [TestCaseSource(typeof(TagVectors), nameof(TagVectors.All))]
    public void Value_OfEachTagCutAnywhere_IsAFormatError(string hex, Delegate write, Delegate read, object? expected)
    {
        var bytes = Convert.FromHexString(hex);
        foreach (var length in new[] { 0, 1, 2, 3, 4, 5, bytes.Length / 2, bytes.Length - 1 }.Where(length => length < bytes.Length))
        {
            var cut = new ReadOnlySequence<byte>(bytes, 0, length);
            Assert.That(() => Bytes.Read(cut, (ReadStep)read), Throws.TypeOf<MessageFormatException>(), $"cut at {length}");
        }
    }

    [TestCase("CC05", 5)]
    [TestCase("CD0005", 5)]
    [TestCase("CE00000005", 5)]
    [TestCase("CF0000000000000005", 5)]
    [TestCase("D005", 5)]
    [TestCase("D1FFFF", -1)]
    [TestCase("D2FFFFFFFF", -1)]
    [TestCase("D3FFFFFFFFFFFFFFFF", -1)]
    public void Integer_OfAnyWidth_IsRead(string hex, int expected) =>
        Assert.That(Bytes.Read(hex, (ref r) => r.ReadInt32()), Is.EqualTo(expected));

    [TestCase("D980", "str 8")]
    [TestCase("DA0001", "str 16")]
    [TestCase("C1", "0xc1 (never used)")]
    public void Integer_OtherTagMet_IsNamed(string hex, string expected) => Assert.That(
        () => Bytes.Read(hex, (ref r) => r.ReadInt32()),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains(expected).And.Message.Contains("Expected an integer at offset 0"));

    [TestCase("CE80000000", "2147483648")]
    [TestCase("D3FFFFFFFF7FFFFFFF", "-2147483649")]
    [TestCase("CFFFFFFFFFFFFFFFFF", "18446744073709551615")]
    public void Integer_BeyondTheRange_IsNamedWithTheRange(string hex, string value) => Assert.That(
        () => Bytes.Read(hex, (ref r) => r.ReadInt32()),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains($"{value} at offset 0 is not from -2147483648 to 2147483647"));

    [TestCase("FF")]
    [TestCase("D0FF")]
    public void UnsignedInteger_Negative_IsRefused(string hex) => Assert.That(
        () => Bytes.Read(hex, (ref r) => r.ReadUInt64()), Throws.TypeOf<MessageFormatException>().With.Message.Contains("-1 at offset 0"));

    [TestCase("01", 1)]
    [TestCase("FF", -1)]
    [TestCase("CF8000000000000000", 9223372036854775808)]
    [TestCase("CA3FC00000", 1.5)]
    public void Double_FromOtherNumber_IsRead(string hex, double expected) =>
        Assert.That(Bytes.Read(hex, (ref r) => r.ReadDouble()), Is.EqualTo(expected));

    [TestCase(10)]
    [TestCase(11)]
    [TestCase(31)]
    [TestCase(84)]
    [TestCase(85)]
    [TestCase(255)]
    [TestCase(22_000)]
    public void String_OfThreeByteCharacters_HasTheHeaderOfItsBytes(int characters)
    {
        var text = new string('€', characters);
        var bytes = Bytes.Written((ref w) => w.WriteString(text));
        Assert.That(bytes, Is.EqualTo(Bytes.Written((ref w) => w.WriteUtf8(Encoding.UTF8.GetBytes(text)))));
        Assert.That(Bytes.Read(new ReadOnlySequence<byte>(bytes), (ref r) => r.ReadString()), Is.EqualTo(text));
    }

    [Test]
    public void String_WithHalfASurrogatePair_IsRefusedWithItsIndex() => Assert.That(
        () => Bytes.Written((ref w) => w.WriteString("ab\ud800")),
        Throws.TypeOf<MessageFormatException>().With.Message.Contains("at index 2"));

    [TestCase("A1FF")]
    [TestCase("A2C328")]
    [TestCase("A3EDA080")]
    public void String_NotUtf8_IsRefused(string hex) => Assert.That(
        () => Bytes.Read(hex, (ref r) => r.ReadString()), Throws.TypeOf<MessageFormatException>().With.Message.Contains("not UTF-8"));

    [TestCase("D7FFEE6B280400000000", "1000000001 nanoseconds")]
    [TestCase("C70CFF000000007FFFFFFFFFFFFFFF", "seconds")]
    [TestCase("C70CFF000000008000000000000000", "seconds")]
    [TestCase("D7050000000000000000", "extension 5 of 8 bytes")]
    [TestCase("C703FF000000", "extension -1 of 3 bytes")]
    [TestCase("05", "positive fixint")]
    public void Timestamp_OutOfRangeOrOtherExtension_IsRefused(string hex, string expected) => Assert.That(
        () => Bytes.Read(hex, (ref r) => r.ReadTimestamp()), Throws.TypeOf<MessageFormatException>().With.Message.Contains(expected));

    [TestCase("C0", MessagePackType.Nil)]
    [TestCase("C3", MessagePackType.Boolean)]
    [TestCase("D000", MessagePackType.Integer)]
    [TestCase("CA00000000", MessagePackType.Float)]
    [TestCase("A0", MessagePackType.String)]
    [TestCase("C400", MessagePackType.Binary)]
    [TestCase("90", MessagePackType.Array)]
    [TestCase("80", MessagePackType.Map)]
    [TestCase("D40500", MessagePackType.Extension)]
    public void Type_Peeked_IsTheTagsAndConsumesNothing(string hex, MessagePackType expected)
    {
        var reader = new MessagePackReader(Convert.FromHexString(hex));
        Assert.That(reader.PeekType(), Is.EqualTo(expected));
        Assert.That(reader.Consumed, Is.Zero);
    }

    [Test]
    public void Writer_RawBytesAndManyFlushes_KeepTheOrder()
    {
        var bytes = Bytes.Written((ref w) =>
        {
            w.WriteArrayHeader(2);
            w.Flush();
            w.WriteRaw([0x01]);
            w.Flush();
            w.WriteNil();
            Assert.That(w.Written, Is.EqualTo(3));
        });
        Assert.That(Convert.ToHexString(bytes), Is.EqualTo("9201C0"));
    }
}
