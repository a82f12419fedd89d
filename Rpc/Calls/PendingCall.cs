using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>One request that waits for its answer.</summary>
internal sealed class PendingCall(MethodBinding method, PeerName to, CallCompletion completion, TimeSpan timeout)
{
    public MethodBinding Method => method;

    public PeerName To => to;

    public CallCompletion Completion => completion;

    public TimeSpan Timeout => timeout;

    public ITimer? Timer { get; set; }

    public CancellationTokenRegistration Cancellation { get; set; }
}
