using System.Buffers;
using Course.Rpc.Serialization;

namespace Course.Relaying;

/// <summary>
/// Writes the calls of one bundle: the caller and the number of its first call; then each call as contract, header and arguments, or as nil
/// and arguments where contract and header are those of the call before it. Numbers count on from the first. On the loop only.
/// </summary>
internal sealed class BundleWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private ApplicationCall? _last;

    /// <summary>How many calls were written.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they take.</summary>
    public int Bytes => _output.WrittenCount;

    /// <summary>All that was written; valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Calls => _output.WrittenMemory;

    public void Write(ApplicationCall call)
    {
        var writer = new MessagePackWriter(_output);
        if (Count == 0)
        {
            writer.WriteString(call.Caller.Value);
            writer.WriteInt64(call.Number);
        }

        if (_last is { } last && last.Header == call.Header && last.Contract == call.Contract)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteString(call.Contract);
            writer.WriteString(call.Header);
        }

        writer.WriteBinary(call.Arguments.Span);
        writer.Flush();
        _last = call;
        Count++;
    }

    public void Clear()
    {
        // Before the next use, so that nobody still reads what was written.
        _output.ResetWrittenCount();
        _last = null;
        Count = 0;
    }
}
