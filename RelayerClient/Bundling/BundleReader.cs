using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Relaying.Bundling;

/// <summary>Reads the calls of a bundle, in order. The arguments are slices of the bundle.</summary>
internal struct BundleReader
{
    private readonly ReadOnlyMemory<byte> _calls;
    private readonly PeerName _caller;
    private int _at;
    private long _number;
    private string _contract = "";
    private string _header = "";

    /// <exception cref="MessageFormatException">The bytes are no bundle.</exception>
    public BundleReader(ReadOnlyMemory<byte> calls, PeerName self)
    {
        _calls = calls;
        var reader = new MessagePackReader(calls);
        var caller = ReadText(ref reader, "its caller");
        if (!PeerName.TryParse(caller, out _caller)) throw new MessageFormatException($"A bundle names '{caller}' as its caller.");
        IsOwn = _caller == self;
        _number = reader.ReadInt64();
        _at = (int)reader.Consumed;
    }

    /// <summary>Whether this peer has sent the bundle.</summary>
    public bool IsOwn { get; }

    /// <summary>The next call; false behind the last.</summary>
    /// <exception cref="MessageFormatException">The bytes are no call.</exception>
    public bool TryRead(out BundledCall call)
    {
        call = default;
        if (_at == _calls.Length) return false;
        var reader = new MessagePackReader(_calls[_at..]);
        if (!reader.TryReadNil()) (_contract, _header) = (ReadText(ref reader, "a contract"), ReadText(ref reader, "a method"));
        var length = (int)reader.ReadBinary().Length;
        _at += (int)reader.Consumed;
        call = new BundledCall(_contract, _header, _caller, _number++, IsOwn, _calls.Slice(_at - length, length));
        return true;
    }

    private static string ReadText(ref MessagePackReader reader, string meaning) =>
        reader.ReadString()
        ?? throw new MessageFormatException($"A bundle has nil in the place of {meaning}. Do all peers run one version?");
}
