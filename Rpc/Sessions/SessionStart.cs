using Course.Rpc.Transport;

namespace Course.Rpc.Sessions;

/// <summary>The frozen member list with which a session starts; equal at all members.</summary>
/// <param name="Session">The name of the session.</param>
/// <param name="Members">All members in join order.</param>
public sealed record SessionStart(string Session, IReadOnlyList<SessionMember> Members)
{
    /// <summary>The member with a name.</summary>
    /// <exception cref="ArgumentException">Nobody bears the name.</exception>
    public SessionMember this[PeerName name] => Members.FirstOrDefault(member => member.Name == name)
        ?? throw new ArgumentException(
            $"'{name}' is not a member of session '{Session}'. Members: {string.Join(", ", Members.Select(m => m.Name))}.");
}
