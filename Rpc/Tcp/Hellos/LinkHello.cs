using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>What a member tells another that it dials.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Dialer">The member that dials.</param>
/// <param name="JoinNumber">Its join number.</param>
/// <param name="Dialed">The member that it believes to dial.</param>
internal sealed record LinkHello(string Session, string Dialer, int JoinNumber, string Dialed)
{
    public void Write(FieldWriter fields) => fields.Text(Session).Text(Dialer).Number(JoinNumber).Text(Dialed);

    public static LinkHello Read(ref FieldReader fields) => new(
        fields.Text(JoinHello.MaximumTextBytes),
        fields.Text(JoinHello.MaximumTextBytes),
        fields.Number(),
        fields.Text(JoinHello.MaximumTextBytes));
}
