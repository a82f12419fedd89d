using Course.Rpc.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Course.Tests.Rpc.Serialization;

/// <summary>Whatever value FsCheck makes of a type: it comes back equal, in one piece and in segments.</summary>
[TestFixture(typeof(long))]
[TestFixture(typeof(ulong))]
[TestFixture(typeof(short))]
[TestFixture(typeof(byte))]
[TestFixture(typeof(char))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestFixture(typeof(decimal))]
[TestFixture(typeof(string))]
[TestFixture(typeof(byte[]))]
[TestFixture(typeof(Guid))]
[TestFixture(typeof(DateTimeOffset))]
[TestFixture(typeof(TimeSpan))]
[TestFixture(typeof(int?))]
[TestFixture(typeof(List<int[]>))]
[TestFixture(typeof(Dictionary<int, string>))]
[TestFixture(typeof((int, double, string)))]
[TestFixture(typeof(Line))]
[TestFixture(typeof(Point[]))]
public sealed class RoundTripProperties<T>
{
    private const ulong Seed = 20_240_229;

    private readonly MessagePackMessageSerializer _serializer = new();

    [Test]
    public void Value_WrittenAndRead_IsEqual()
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(Seed, 1);
        Prop.ForAll(ArbMap.Default.ArbFor<T>(), value =>
        {
            byte[] bytes;
            try
            {
                bytes = _serializer.Serialized(value);
            }
            catch (MessageFormatException error) when (error.Message.Contains("surrogate"))
            {
                return; // Text that has no UTF-8 form is refused: a test of its own.
            }
            Assert.That(_serializer.Deserialized<T>(bytes), Is.EqualTo(value));
            var segmented = _serializer.Deserialize<T>(Bytes.InSegments(bytes, 1 + (bytes.Length % 5)), out var consumed);
            Assert.That(segmented, Is.EqualTo(value));
            Assert.That(consumed, Is.EqualTo(bytes.Length));
        }).Check(config);
    }
}
