namespace Course.Rpc.Loops;

/// <summary>
/// One step of a peer: a received batch, an application call, a timer. May be reused once <see cref="Run"/> has returned.
/// </summary>
public interface ILoopWork
{
    /// <summary>Runs on the loop, never re-entrantly. An exception ends up at <see cref="PeerLoop.Failed"/>.</summary>
    void Run();
}
