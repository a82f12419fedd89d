using Course.FaultTolerance;
using Course.Rpc.Filtering;

namespace Course.Filters;

/// <summary>The send half: recognises application calls by their headers and asks the managers what becomes of them.</summary>
internal sealed class SendFilter(IFaultToleranceManagers managers, HeaderList headers, MemberTable members, IEffectSink effects)
{
    public void OnSend(in Envelope envelope, FilterPosition at)
    {
        // <A3.4> Turn what is sent into events.
        // | A broadcast is a SentBroadcast, a relay a SentRelay; the managers handle it. The envelope goes no further: their answer does.
        // | Whose relay it is tells the BroadcastContext; a relay without one is an error (OutsideOfABroadcast).
        // | What is neither goes on as it is, messages between managers, too.
        switch (headers.ClassOf(envelope))
        {
            case CallClass.Broadcast:
                managers.Handle(new SentBroadcast(new Body(envelope.Payload)), effects);
                break;
            case CallClass.Relay:
                // Tied to its broadcast by the context of the call that caused it, never by counting.
                var context = envelope.Context as BroadcastContext ?? throw OutsideOfABroadcast(envelope);
                managers.Handle(new SentRelay(members.NumberOf(envelope.To), context.Id, new Body(envelope.Payload)), effects);
                break;
            default:
                at.SendOn(envelope);
                break;
        }

        // </A3.4>
    }

    private static InvalidOperationException OutsideOfABroadcast(in Envelope envelope) =>
        new($"{envelope.Header} was called outside of a broadcast. Only the relayer object relays, while it carries out a broadcast.");
}
