using System.Net;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Joining;

/// <summary>A member and where it listens.</summary>
internal sealed record MemberAddress(PeerName Name, int JoinNumber, IPEndPoint EndPoint);

/// <summary>What the rendezvous tells all members when the last one is there.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Token">Known to the members alone: the key of their links is made from it.</param>
/// <param name="Members">All members in join order.</param>
internal sealed record StartMessage(string Session, byte[] Token, IReadOnlyList<MemberAddress> Members)
{
    /// <summary>Room for the largest session with the longest names.</summary>
    public const int MaximumPayload = 64 << 10;

    public SessionStart ToSessionStart() => new(Session, [.. Members.Select(member => new SessionMember(member.Name, member.JoinNumber))]);

    public Frame ToFrame()
    {
        var fields = new FieldWriter().Text(Session).Bytes(Token).Number(Members.Count);
        foreach (var member in Members) fields.Text(member.Name.Value).Number(member.JoinNumber).Text(member.EndPoint.ToString());
        return new Frame(FrameType.Start, fields.ToArray());
    }

    public static StartMessage Read(Frame frame)
    {
        var fields = new FieldReader(frame.Payload.Span);
        var session = fields.Text(JoinHello.MaximumTextBytes);
        var token = fields.Bytes(Keys.Bytes).ToArray();
        var count = fields.Number();
        if (count is < 1 or > SessionRoom.MaximumMembers) throw new BadFrameException($"a start with {count} members");
        var members = new List<MemberAddress>(count);
        for (var i = 0; i < count; i++)
        {
            var text = fields.Text(JoinHello.MaximumTextBytes);
            if (!PeerName.TryParse(text, out var name)) throw new BadFrameException($"a start with the bad name '{text}'");
            members.Add(new MemberAddress(name, fields.Number(), JoinHello.ReadEndPoint(ref fields)));
        }

        return new StartMessage(session, token, members);
    }
}
