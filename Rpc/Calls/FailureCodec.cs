using System.Buffers;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>A remote exception as bytes: the name of its type and its message.</summary>
internal static class FailureCodec
{
    public static ReadOnlyMemory<byte> Encode(string typeName, string message)
    {
        var output = new ArrayBufferWriter<byte>(128);
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(2);
        writer.WriteString(typeName);
        writer.WriteString(message);
        writer.Flush();
        return output.WrittenMemory;
    }

    /// <exception cref="MessageFormatException">The bytes are no failure.</exception>
    public static RemoteException Decode(PeerName from, string header, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        if (reader.ReadArrayHeader() != 2) throw new MessageFormatException("A failure has two fields, type name and message.");
        return new RemoteException(from, header, reader.ReadString() ?? "", reader.ReadString() ?? "");
    }
}
