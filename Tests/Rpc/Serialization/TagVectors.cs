using System.Buffers;
using System.Text;

namespace Course.Tests.Rpc.Serialization;

/// <summary>For each tag of the specification: the bytes, how they are written, how they are read, and what must come out.</summary>
internal static class TagVectors
{
    public static IEnumerable<TestCaseData> All() => Atoms().Concat(Integers()).Concat(Lengths()).Concat(Extensions());

    private static TestCaseData Vector(string name, string hex, WriteStep write, ReadStep read, object? expected) =>
        new TestCaseData(hex, write, read, expected).SetName($"{{m}}({name})");

    private static IEnumerable<TestCaseData> Atoms()
    {
        yield return Vector("nil", "C0", (ref w) => w.WriteNil(), (ref r) => r.TryReadNil(), true);
        yield return Vector("false", "C2", (ref w) => w.WriteBoolean(false), (ref r) => r.ReadBoolean(), false);
        yield return Vector("true", "C3", (ref w) => w.WriteBoolean(true), (ref r) => r.ReadBoolean(), true);
        yield return Vector("float 32", "CA3FC00000", (ref w) => w.WriteSingle(1.5f), (ref r) => r.ReadSingle(), 1.5f);
        yield return Vector("float 64", "CB3FF8000000000000", (ref w) => w.WriteDouble(1.5), (ref r) => r.ReadDouble(), 1.5);
    }

    private static IEnumerable<TestCaseData> Integers()
    {
        var signed = new (string Name, string Hex, long Value)[]
        {
            ("positive fixint, lowest", "00", 0), ("positive fixint, highest", "7F", 127),
            ("uint 8, lowest", "CC80", 128), ("uint 8, highest", "CCFF", 255),
            ("uint 16, lowest", "CD0100", 256), ("uint 16, highest", "CDFFFF", 65535),
            ("uint 32, lowest", "CE00010000", 65536), ("uint 32, highest", "CEFFFFFFFF", uint.MaxValue),
            ("uint 64, lowest", "CF0000000100000000", 1L << 32), ("int 64, highest", "CF7FFFFFFFFFFFFFFF", long.MaxValue),
            ("negative fixint, highest", "FF", -1), ("negative fixint, lowest", "E0", -32),
            ("int 8, highest", "D0DF", -33), ("int 8, lowest", "D080", -128),
            ("int 16, highest", "D1FF7F", -129), ("int 16, lowest", "D18000", -32768),
            ("int 32, highest", "D2FFFF7FFF", -32769), ("int 32, lowest", "D280000000", int.MinValue),
            ("int 64, below int 32", "D3FFFFFFFF7FFFFFFF", int.MinValue - 1L), ("int 64, lowest", "D38000000000000000", long.MinValue),
        };
        foreach (var (name, hex, value) in signed)
        {
            yield return Vector(name, hex, (ref w) => w.WriteInt64(value), (ref r) => r.ReadInt64(), value);
        }
        yield return Vector(
            "uint 64, highest", "CFFFFFFFFFFFFFFFFF", (ref w) => w.WriteUInt64(ulong.MaxValue), (ref r) => r.ReadUInt64(), ulong.MaxValue);
    }

    private static IEnumerable<TestCaseData> Lengths()
    {
        var texts = new[] { ("A0", 0), ("BF", 31), ("D920", 32), ("D9FF", 255), ("DA0100", 256), ("DB00010000", 65536) };
        foreach (var (header, length) in texts)
        {
            var text = new string('x', length);
            var hex = header + Convert.ToHexString(Encoding.UTF8.GetBytes(text));
            yield return Vector($"str of {length}", hex, (ref w) => w.WriteString(text), (ref r) => r.ReadString(), text);
        }
        foreach (var (header, length) in new[] { ("C400", 0), ("C4FF", 255), ("C50100", 256), ("C5FFFF", 65535), ("C600010000", 65536) })
        {
            var data = new byte[length];
            var hex = header + Convert.ToHexString(data);
            yield return Vector($"bin of {length}", hex, (ref w) => w.WriteBinary(data), (ref r) => r.ReadBinary().ToArray(), data);
        }
        foreach (var (header, count) in new[] { ("90", 0), ("9F", 15), ("DC0010", 16), ("DCFFFF", 65535), ("DD00010000", 65536) })
        {
            var hex = header + new string('0', 2 * count);
            yield return Vector(
                $"array of {count}", hex, (ref w) => Zeros(ref w, count, array: true), (ref r) => Count(ref r, array: true), count);
        }
        foreach (var (header, count) in new[] { ("80", 0), ("8F", 15), ("DE0010", 16), ("DEFFFF", 65535), ("DF00010000", 65536) })
        {
            var hex = header + new string('0', 4 * count);
            yield return Vector(
                $"map of {count}", hex, (ref w) => Zeros(ref w, count, array: false), (ref r) => Count(ref r, array: false), count);
        }
    }

    private static void Zeros(ref Course.Rpc.Serialization.MessagePackWriter writer, int count, bool array)
    {
        if (array) writer.WriteArrayHeader(count);
        else writer.WriteMapHeader(count);
        for (var i = 0; i < (array ? count : 2 * count); i++) writer.WriteInt64(0);
    }

    private static int Count(ref Course.Rpc.Serialization.MessagePackReader reader, bool array)
    {
        var count = array ? reader.ReadArrayHeader() : reader.ReadMapHeader();
        for (var i = 0; i < (array ? count : 2 * count); i++) reader.Skip();
        return count;
    }

    private static IEnumerable<TestCaseData> Extensions()
    {
        var headers = new[]
        {
            ("D405", 1), ("D505", 2), ("C70305", 3), ("D605", 4), ("D705", 8), ("D805", 16), ("C71105", 17), ("C70005", 0),
            ("C7FF05", 255), ("C8010005", 256), ("C90001000005", 65536),
        };
        foreach (var (header, length) in headers)
        {
            var data = new byte[length];
            var hex = header + Convert.ToHexString(data);
            yield return Vector(
                $"ext of {length}", hex, (ref w) => w.WriteExtension(5, data),
                (ref r) => { var read = r.ReadExtension(out var type).ToArray(); return (type, read.Length); }, ((sbyte)5, length));
        }
        yield return Timestamp("timestamp 32", "D6FF00000001", new DateTime(1970, 1, 1, 0, 0, 1, DateTimeKind.Utc));
        yield return Timestamp("timestamp 64", "D7FF0000019000000000", DateTime.UnixEpoch.AddTicks(1));
        yield return Timestamp("timestamp 64, beyond 32 bits", "D7FF0000000100000000", DateTime.UnixEpoch.AddSeconds(1L << 32));
        yield return Timestamp("timestamp 96", "C70CFF000000000000000400000000", DateTime.UnixEpoch.AddSeconds(1L << 34));
        yield return Timestamp("timestamp 96, before 1970", "C70CFF3B9AC99CFFFFFFFFFFFFFFFF", DateTime.UnixEpoch.AddTicks(-1));
    }

    private static TestCaseData Timestamp(string name, string hex, DateTime value) =>
        Vector(name, hex, (ref w) => w.WriteTimestamp(value), (ref r) => r.ReadTimestamp(), value);
}
