using System.Net;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>What a peer tells the rendezvous. The names are texts here: whether they are good is for the rendezvous to say.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Name">The peer's name.</param>
/// <param name="Listen">Where the peer listens for the others.</param>
/// <param name="Members">With how many peers it wants the session to start; 0 leaves it to the others.</param>
internal sealed record JoinHello(string Session, string Name, IPEndPoint Listen, int Members)
{
    /// <summary>The longest text that is read of a name; a good name is shorter, and the refusal of a long one can quote it.</summary>
    public const int MaximumTextBytes = 256;

    public void Write(FieldWriter fields) => fields.Text(Session).Text(Name).Text(Listen.ToString()).Number(Members);

    public static JoinHello Read(ref FieldReader fields) => new(
        fields.Text(MaximumTextBytes), fields.Text(MaximumTextBytes), ReadEndPoint(ref fields), fields.Number());

    public static IPEndPoint ReadEndPoint(ref FieldReader fields)
    {
        var text = fields.Text(MaximumTextBytes);
        return IPEndPoint.TryParse(text, out var endPoint) ? endPoint : throw new BadFrameException($"'{text}' in place of an endpoint");
    }
}
