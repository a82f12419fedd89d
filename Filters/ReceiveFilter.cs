using Course.FaultTolerance;
using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Tracing;

namespace Course.Filters;

/// <summary>The receive half: takes the wrapping off, makes the event and asks the managers what becomes of it.</summary>
internal sealed class ReceiveFilter(
    IFaultToleranceManagers managers, HeaderList headers, ManagerMessages messages, MemberTable members,
    ReportParts reports, EventTrace trace, IEffectSink effects)
{
    public void OnReceive(in Envelope envelope, FilterPosition at)
    {
        // <A3.5> Turn what is received into events.
        // | A broadcast, a relay and a message between managers each have their method below, and go no further.
        // | Everything else goes on as it is.
        switch (headers.ClassOf(envelope))
        {
            case CallClass.Broadcast:
                ReceivedBroadcast(envelope);
                break;
            case CallClass.Relay:
                ReceivedRelay(envelope);
                break;
            case CallClass.ManagerMessage:
                ReceivedManagerMessage(envelope);
                break;
            default:
                at.DeliverOn(envelope);
                break;
        }

        // </A3.5>
    }

    private void ReceivedBroadcast(in Envelope envelope)
    {
        // <A3.5> Turn what is received into events.
        // | Take the wrapping off and make the event ReceivedBroadcast. Its id must be the sender's own (NotItsOwner).
        // | The trace hears the event before the managers handle it.
        var wrapping = BroadcastWrapping.Unwrap(envelope.Wrapping, members);
        var from = members.NumberOf(envelope.From);
        if (wrapping.Id.Host != from) throw NotItsOwner(wrapping.Id, from);

        var e = new ReceivedBroadcast(from, wrapping.Epoch, wrapping.Id, wrapping.LastReceived, new Body(envelope.Payload));
        trace.ReceivedBroadcast(e);
        managers.Handle(e, effects);
        // </A3.5>
    }

    private static MessageFormatException NotItsOwner(BroadcastId id, PeerNumber from) =>
        new($"A broadcast with an id of member {id.Host.Value} came from member {from.Value}: only its owner sends it.");

    private void ReceivedRelay(in Envelope envelope)
    {
        // <A3.5> Turn what is received into events.
        // | In the same way a ReceivedRelay. The sender is the relayer, whoever the owner of the id is.
        var wrapping = RelayWrapping.Unwrap(envelope.Wrapping, members);
        var e = new ReceivedRelay(
            members.NumberOf(envelope.From), wrapping.Epoch, wrapping.Sequence, wrapping.Id, wrapping.Stable, new Body(envelope.Payload));
        trace.ReceivedRelay(e);
        managers.Handle(e, effects);
        // </A3.5>
    }

    private void ReceivedManagerMessage(in Envelope envelope)
    {
        if (messages.IsAcknowledge(envelope)) ReceivedAcknowledgement(envelope);
        else if (messages.IsReport(envelope)) ReceivedReport(envelope);
        else if (messages.IsFinishSynchronization(envelope)) ReceivedFinish(envelope);
        else if (messages.IsLeft(envelope)) ReceivedLeft(envelope);
        else throw new MessageFormatException($"{envelope.Header} is no message between managers. Do both peers run the same version?");
    }

    private void ReceivedAcknowledgement(in Envelope envelope)
    {
        var (epoch, last) = messages.ReadAcknowledge(envelope);
        var from = members.NumberOf(envelope.From);
        trace.ReceivedManagerMessage(TraceEventKind.ReceivedAcknowledgement, from, epoch, last);
        managers.Handle(new ReceivedAcknowledgement(from, epoch, last), effects);
    }

    private void ReceivedReport(in Envelope envelope)
    {
        var from = members.NumberOf(envelope.From);
        if (!reports.TryComplete(from, messages.ReadReport(envelope), out var report)) return;
        trace.ReceivedManagerMessage(TraceEventKind.ReceivedReport, from, report.Epoch, report.Last, $"{report.Entries.Count} entries");
        managers.Handle(new ReceivedReport(from, report), effects);
    }

    private void ReceivedFinish(in Envelope envelope)
    {
        var (epoch, last) = messages.ReadFinishSynchronization(envelope);
        var from = members.NumberOf(envelope.From);
        trace.ReceivedManagerMessage(TraceEventKind.ReceivedFinishSynchronization, from, epoch, last);
        managers.Handle(new ReceivedFinishSynchronization(from, epoch, last), effects);
    }

    private void ReceivedLeft(in Envelope envelope)
    {
        var (peer, reason) = messages.ReadLeft(envelope, members);
        var e = new ReceivedLeft(members.NumberOf(envelope.From), peer, reason);
        trace.ReceivedLeft(e);
        managers.Handle(e, effects);
    }
}
