using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Simulation.Stepping;

/// <summary>
/// What one step of a peer begins with. After it the peer's queue is run until it is empty; then the step is over.
/// </summary>
public abstract record StepInput
{
    private StepInput()
    {
    }

    /// <summary>The member list is frozen; the first step of every peer.</summary>
    public sealed record Start(SessionStart Session) : StepInput;

    /// <summary>The application makes a call of the scenario.</summary>
    public sealed record Call(string Text) : StepInput;

    /// <summary>The oldest item of the link from a peer, or any item where links do not keep order.</summary>
    public sealed record Receive(PeerName From, LinkItem Item) : StepInput;

    /// <summary>The heartbeat's tick.</summary>
    public sealed record Tick : StepInput;

    /// <summary>This peer takes another for dead: it was silent for longer than the bound.</summary>
    public sealed record Suspect(PeerName Peer) : StepInput;

    /// <summary>This peer says goodbye.</summary>
    public sealed record Leave : StepInput;

    /// <summary>The session does not admit this peer, which is told why; it takes part in nothing.</summary>
    public sealed record Refuse(string Detail) : StepInput;

    /// <summary>A virtual timer of this peer has come due; the queue holds what it posted.</summary>
    public sealed record Time : StepInput;
}
