using Course.Rpc.Tracing;

namespace Course.Simulation.Viewing;

/// <summary>Which lines of a trace are the two ends of a message.</summary>
internal static class MessageKinds
{
    public static bool IsSend(TraceEventKind kind) => ReceiptOf(kind) is not null;

    public static bool IsReceive(TraceEventKind kind) => kind
        is TraceEventKind.ReceivedBroadcast
        or TraceEventKind.ReceivedRelay
        or TraceEventKind.ReceivedReport
        or TraceEventKind.ReceivedFinishSynchronization
        or TraceEventKind.ReceivedLeft
        or TraceEventKind.ReceivedAcknowledgement;

    /// <summary>What the receiver writes of a message that was sent so; null if the line sends nothing.</summary>
    public static TraceEventKind? ReceiptOf(TraceEventKind kind) => kind switch
    {
        TraceEventKind.SentBroadcast => TraceEventKind.ReceivedBroadcast,
        TraceEventKind.SentRelay => TraceEventKind.ReceivedRelay,
        TraceEventKind.SentReport => TraceEventKind.ReceivedReport,
        TraceEventKind.SentFinishSynchronization => TraceEventKind.ReceivedFinishSynchronization,
        TraceEventKind.SentLeft => TraceEventKind.ReceivedLeft,
        TraceEventKind.SentAcknowledgement => TraceEventKind.ReceivedAcknowledgement,
        _ => null,
    };
}
