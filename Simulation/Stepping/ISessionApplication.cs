using Course.Peers;

namespace Course.Simulation.Stepping;

/// <summary>
/// What runs on a peer of a simulated session: replicas and ordered proxies. One instance for each peer and each run; every member is
/// called on the thread that steps the peer. It must be deterministic: no clock, no random numbers, no thread, no static state.
/// </summary>
public interface ISessionApplication
{
    /// <summary>Gives the peer its replicas and takes its proxies; before the session starts.</summary>
    void Attach(Peer peer);

    /// <summary>Makes a call of the scenario. May use proxies freely; must not block.</summary>
    /// <param name="text">What the scenario says: for the default application, the text that is broadcast.</param>
    void Call(string text);
}
