using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>
/// Hears a session's membership. Every call runs on the peer's loop; observers are called in the order in which they were added.
/// </summary>
public interface ISessionObserver
{
    /// <summary>The member list was frozen; numbering may begin.</summary>
    void OnStarted(SessionStart start)
    {
    }

    /// <summary>A process joined: once for each other member, right after the start.</summary>
    void OnJoined(SessionMember member)
    {
    }

    /// <summary>A process left; nothing from it follows.</summary>
    void OnLeft(SessionMember member, LeaveReason reason, string detail)
    {
    }

    /// <summary>Time passed without anything to do: the moment to report what idles.</summary>
    void OnTick()
    {
    }

    /// <summary>The session ended for this peer; nothing is delivered afterwards. Once.</summary>
    void OnEnded(LeaveReason reason, string detail)
    {
    }
}
