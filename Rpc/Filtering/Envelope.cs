using Course.Rpc.Transport;

namespace Course.Rpc.Filtering;

/// <summary>
/// One call or answer on its way between two peers: what filters see, change by <see langword="with"/>, hold back or originate.
/// The arguments stay encoded; <see cref="Header"/> tells which method is meant.
/// </summary>
public readonly record struct Envelope
{
    /// <summary>Call or answer.</summary>
    public EnvelopeKind Kind { get; init; }

    /// <summary>The sending peer.</summary>
    public PeerName From { get; init; }

    /// <summary>The receiving peer; a filter may redirect it.</summary>
    public PeerName To { get; init; }

    /// <summary>
    /// All receivers of the group call to which this envelope belongs, in the order of the sends; <see langword="null"/> for a call to one.
    /// </summary>
    public IReadOnlyList<PeerName>? Recipients { get; init; }

    /// <summary>Joins an answer to its request; unique at the caller; 0 for one-way calls.</summary>
    public long CallId { get; init; }

    /// <summary>The name under which the called object is registered; empty for answers.</summary>
    public string Target { get; init; }

    /// <summary>
    /// The method's signature, <c>Name(Type,Type)</c>: how filters tell application calls from internal ones. Empty for answers.
    /// </summary>
    public string Header { get; init; }

    /// <summary>The encoded arguments, result or failure. Never changed once it is in an envelope; many envelopes may share it.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>
    /// What a send filter put around the call (a sequence number, an id), encoded; empty when nothing. The receive filter takes it off.
    /// </summary>
    public ReadOnlyMemory<byte> Wrapping { get; init; }

    /// <summary>
    /// Travels with the call inside this peer only, never over the wire: calls made while an envelope is carried out inherit its
    /// context, so a relay can be tied to the broadcast that caused it.
    /// </summary>
    public object? Context { get; init; }
}
