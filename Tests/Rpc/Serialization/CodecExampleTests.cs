using System.Buffers;
using System.Runtime.CompilerServices;
using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

/// <summary>The example of docs/design/codec.md runs, and is the one that stands there.</summary>
[TestFixture]
public sealed class CodecExampleTests
{
    public sealed record Message(string User, string Text, int? Position = null);

    [Test]
    public void Example_OfTheDesignNote_Runs()
    {
        // begin of example
        var serializer = new MessagePackMessageSerializer();
        var output = new ArrayBufferWriter<byte>();
        serializer.Serialize(output, new Message("ann", "hi", 5));
        // 93          an array of three: the constructor's parameters in their order
        // A3 616E6E   "ann"
        // A2 6869     "hi"
        // 05          5

        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        var message = serializer.Deserialize<Message>(input, out var consumed);
        // end of example

        Assert.That(Convert.ToHexString(output.WrittenSpan), Is.EqualTo("93A3616E6EA2686905"));
        Assert.That(message, Is.EqualTo(new Message("ann", "hi", 5)));
        Assert.That(consumed, Is.EqualTo(9));
    }

    [Test]
    public void Example_OfTheDesignNote_StandsThere() => Assert.That(Note(), Does.Contain(Source()));

    private static string Note() =>
        File.ReadAllText(Path.Combine(ForeignImplementation.Folder, "../../../../docs/design/codec.md")).ReplaceLineEndings("\n");

    private static string Source([CallerFilePath] string path = "")
    {
        var file = Path.Combine(ForeignImplementation.Folder, "..", Path.GetFileName(path.Replace('\\', '/')));
        var lines = File.ReadLines(file).Select(line => line.Trim())
            .SkipWhile(line => line != "// begin of example").Skip(1)
            .TakeWhile(line => line != "// end of example");
        return string.Join('\n', lines);
    }
}
