using Course.Rpc.Filtering;

namespace Course.Filters;

/// <summary>
/// Tells the calls apart by their headers: a broadcast of an application call, a relay of one, a message between managers, or anything
/// else, which is none of the filter's business.
/// </summary>
public sealed class HeaderList
{
    private readonly CallForm _broadcast;
    private readonly CallForm _relay;

    /// <param name="broadcast">The call by which a client broadcasts to the relayer.</param>
    /// <param name="relay">The call by which the relayer relays to a client.</param>
    public HeaderList(CallForm broadcast, CallForm relay)
    {
        _broadcast = broadcast;
        _relay = relay;
    }

    /// <summary>The form of broadcasts, to make one from what a manager kept.</summary>
    public CallForm Broadcast => _broadcast;

    /// <summary>The form of relays, to make one from what a manager kept.</summary>
    public CallForm Relay => _relay;

    /// <summary>What an envelope is.</summary>
    public CallClass ClassOf(in Envelope envelope)
    {
        // <A3.1> Tell the calls apart.
        // | Answers are none of the filter's business. A call is a broadcast or a relay if its form is theirs; what is addressed to the
        // | managers (ManagerMessages.Target) is a message between them; everything else is Other.
        if (envelope.Kind is EnvelopeKind.Reply or EnvelopeKind.Failure) return CallClass.Other;
        if (_broadcast.Matches(envelope)) return CallClass.Broadcast;
        if (_relay.Matches(envelope)) return CallClass.Relay;
        return envelope.Target == ManagerMessages.Target ? CallClass.ManagerMessage : CallClass.Other;
        // </A3.1>
    }
}
