using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Relaying;

/// <summary>Reads the calls of a bundle, in order. The arguments are slices of the bundle.</summary>
internal ref struct BundleReader
{
    private readonly ReadOnlyMemory<byte> _calls;
    private readonly PeerName _caller;
    private MessagePackReader _reader;
    private long _number;
    private string _contract = "";
    private string _header = "";

    /// <exception cref="MessageFormatException">The bytes are no bundle.</exception>
    public BundleReader(ReadOnlyMemory<byte> calls)
    {
        _calls = calls;
        _reader = new MessagePackReader(calls);
        var caller = ReadText("the caller");
        if (!PeerName.TryParse(caller, out _caller)) throw new MessageFormatException($"A bundle names '{caller}' as its caller: that is no name of a peer.");
        _number = _reader.ReadInt64();
    }

    /// <summary>The next call; false behind the last.</summary>
    /// <exception cref="MessageFormatException">The bytes are no call.</exception>
    public bool TryRead(out ApplicationCall call)
    {
        call = null!;
        if (_reader.End) return false;
        if (!_reader.TryReadNil()) (_contract, _header) = (ReadText("a contract"), ReadText("a method"));
        var length = (int)_reader.ReadBinary().Length;
        call = new ApplicationCall(_contract, _header, _caller, _number++, _calls.Slice((int)_reader.Consumed - length, length));
        return true;
    }

    private string ReadText(string meaning) =>
        _reader.ReadString() ?? throw new MessageFormatException($"A bundle has nil in the place of {meaning}.");
}
