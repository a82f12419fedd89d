using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>The member list is frozen at the start: what whoever comes later is told, over sockets and in virtual time alike.</summary>
public static class LateJoin
{
    /// <summary>The words of the refusal.</summary>
    /// <param name="session">The name of the session.</param>
    /// <param name="members">Its members, in join order.</param>
    public static string Refusal(string session, IReadOnlyList<PeerName> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return $"session '{session}' has started with {members.Count} members ({string.Join(", ", members)}); "
            + "late joiners are not admitted. Wait for its end, or choose another session name.";
    }
}
