using Course.FaultTolerance;
using Course.Rpc.Filtering;

namespace Course.Filters;

/// <summary>The send half: recognises application calls by their headers and asks the managers what becomes of them.</summary>
internal sealed class SendFilter(FaultToleranceManagers managers, HeaderList headers, MemberTable members, IEffectSink effects)
{
    public void OnSend(in Envelope envelope, FilterPosition at)
    {
        switch (headers.ClassOf(envelope))
        {
            case CallClass.Broadcast:
                managers.Handle(new SentBroadcast(new Body(envelope.Payload)), effects);
                break;
            case CallClass.Relay:
                // Tied to its broadcast by the context of the call that caused it, never by counting.
                var context = envelope.Context as BroadcastContext
                    ?? throw new InvalidOperationException(
                        $"{envelope.Header} was called outside of a broadcast. "
                        + "Only the relayer object relays, while it carries out a broadcast.");
                managers.Handle(new SentRelay(members.NumberOf(envelope.To), context.Id, new Body(envelope.Payload)), effects);
                break;
            default:
                at.SendOn(envelope);
                break;
        }
    }
}
