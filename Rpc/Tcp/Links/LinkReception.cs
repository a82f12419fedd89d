using Course.Rpc.Tcp.Doors;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Links;

/// <summary>Receives the members that joined after this peer and dial it.</summary>
internal sealed class LinkReception(TcpOptions options, int joinNumber, Task<LinkTable> started)
{
    private string Who { get; } = $"peer '{options.Name}'";

    public async Task ReceiveAsync(Doorkeeper door, Guest guest)
    {
        var handshake = await DialedHandshake.ReadAsync(guest.Stream, FrameType.LinkHello, Who, guest.Token).ConfigureAwait(false);
        var hello = Read(handshake);

        // A member that heard of the start before this peer did waits here, within its time.
        var table = await started.WaitAsync(guest.Token).ConfigureAwait(false);
        await handshake.ChallengeAsync(
            table.Key,
            asksForSecret: true,
            $"'{hello.Dialer}' could not prove that it is a member of session '{table.Session}' and knows its secret. Check both.",
            guest.Token).ConfigureAwait(false);

        var link = Find(table, hello);
        door.Admit(guest);
        if (!link.TryConnect(guest.Connection, handshake.Welcome(table.Key, []))) guest.Connection.Dispose();
    }

    private static LinkHello Read(DialedHandshake handshake)
    {
        var fields = new FieldReader(handshake.Fields);
        return LinkHello.Read(ref fields);
    }

    private PeerLink Find(LinkTable table, LinkHello hello)
    {
        if (hello.Session != table.Session || hello.Dialed != options.Name.Value)
        {
            throw Refuse($"this is '{options.Name}' in session '{table.Session}', "
                + $"and '{hello.Dialer}' dials '{hello.Dialed}' in '{hello.Session}'. Check the addresses.");
        }

        if (!PeerName.TryParse(hello.Dialer, out var dialer) || table.Find(dialer) is not { } link || link.JoinNumber != hello.JoinNumber)
        {
            throw Refuse($"'{hello.Dialer}' with join number {hello.JoinNumber} is not a member of session '{table.Session}'.");
        }

        if (link.Farewell is { } farewell)
        {
            // The refusal is the farewell, so nothing waits for this connection any more.
            link.Dispose();
            throw new RefusedHelloException(RefusalRule.Excluded, farewell);
        }

        if (link.JoinNumber < joinNumber) throw Refuse($"'{dialer}' joined before '{options.Name}', so it is dialed and does not dial.");
        return link.IsClosed
            ? throw Refuse($"the link of '{dialer}' to '{options.Name}' was made before. Start '{dialer}' again in a new session.")
            : link;
    }

    private static RefusedHelloException Refuse(string text) => new(RefusalRule.Link, text);
}
