using System.Buffers;
using System.Buffers.Binary;
using Course.Rpc.Calls;
using Course.Rpc.Serialization;

namespace Course.Relaying.Bundling;

/// <summary>
/// The calls of one bundle, encoded as the argument of <see cref="IBundle.Carry"/>; filled, sent and filled again. One thread at a time.
/// </summary>
internal sealed class BundleBuffer : IBufferWriter<byte>
{
    private const byte ArrayOfOne = 0x91;
    private const byte Binary32 = 0xC6;
    private const int BinaryHeader = 1 + sizeof(uint);
    private const int Before = 1 + BinaryHeader;
    private const int Least = 1 << 10;
    private const int MostKept = 64 << 10;

    private byte[] _bytes = new byte[Least];
    private int _end = Before;
    private ContractDescriptor? _contract;
    private MethodDescriptor? _method;

    /// <summary>How many calls it holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes they take.</summary>
    public int Length => _end - Before;

    /// <summary>Adds a call.</summary>
    /// <param name="caller">This peer.</param>
    /// <param name="number">The number of the call; one more than that of the call before.</param>
    /// <param name="call">The call; its arguments are copied.</param>
    public void Add(string caller, long number, in GatheredCall call)
    {
        var writer = new MessagePackWriter(this);
        if (Count == 0)
        {
            writer.WriteString(caller);
            writer.WriteInt64(number);
        }

        if (ReferenceEquals(call.Method, _method) && ReferenceEquals(call.Contract, _contract))
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteString(call.Contract.Name);
            writer.WriteString(call.Method.Header);
        }

        writer.WriteBinary(call.Arguments.Span);
        writer.Flush();
        (_contract, _method) = (call.Contract, call.Method);
        Count++;
    }

    /// <summary>The encoded arguments of <see cref="IBundle.Carry"/>; valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Seal()
    {
        _bytes[0] = ArrayOfOne;
        _bytes[1] = Binary32;
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(2), (uint)Length);
        return _bytes.AsMemory(0, _end);
    }

    public void Clear()
    {
        if (_bytes.Length > MostKept) _bytes = new byte[Least];
        (_end, Count, _contract, _method) = (Before, 0, null, null);
    }

    void IBufferWriter<byte>.Advance(int count) => _end += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_end);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_end);
    }

    private void MakeRoom(int count)
    {
        var needed = _end + Math.Max(count, 1);
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
    }
}
