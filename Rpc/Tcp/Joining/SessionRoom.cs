using System.Net;
using Course.Rpc.Sessions;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Wire;
using Course.Rpc.Transport;

namespace Course.Rpc.Tcp.Joining;

/// <summary>
/// One session at the rendezvous: who is there, and the rules for those who want to join. Guarded by the lock of the rendezvous.
/// </summary>
internal sealed class SessionRoom(string name)
{
    /// <summary>The most members of a session.</summary>
    public const int MaximumMembers = 256;

    private readonly List<Seat> _seats = [];
    private int? _members;
    private int _lastJoinNumber;
    private IReadOnlyList<MemberAddress>? _frozen;

    /// <summary>Whether nobody is there any more, so that the name may be used anew.</summary>
    public bool IsEmpty => _seats.Count == 0;

    /// <summary>Whether the last member has come and the session has not started yet.</summary>
    public bool IsComplete => _frozen is null && _seats.Count == _members;

    public IReadOnlyList<Seat> Seats => _seats;

    /// <summary>Admits a peer before the start.</summary>
    /// <exception cref="RefusedHelloException">A rule speaks against it.</exception>
    public Seat Enter(JoinHello hello, Connection connection)
    {
        if (!PeerName.TryParse(hello.Name, out var peer))
        {
            throw new RefusedHelloException(
                RefusalRule.Hello,
                $"'{hello.Name}' is not a peer name: a name has 1 to {PeerName.MaximumLength} letters, digits, '-', '_' or '.'. "
                    + "Choose another name.");
        }

        CheckStarted();
        CheckName(peer);
        CheckMembers(hello.Members);
        if (hello.Members > 0) _members = hello.Members;
        var address = hello.Listen.Address;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) address = connection.Remote.Address;
        var seat = new Seat(peer, ++_lastJoinNumber, new IPEndPoint(address, hello.Listen.Port), connection);
        _seats.Add(seat);
        return seat;
    }

    /// <summary>Freezes the member list.</summary>
    public StartMessage Start()
    {
        _frozen = [.. _seats.Select(seat => new MemberAddress(seat.Name, seat.JoinNumber, seat.EndPoint))];
        return new StartMessage(name, Keys.Nonce(), _frozen);
    }

    /// <summary>The peer's connection has ended: before the start its name is free again; after it nothing changes.</summary>
    public void Leave(Seat seat) => _seats.Remove(seat);

    private void CheckStarted()
    {
        if (_frozen is null) return;
        throw new RefusedHelloException(RefusalRule.Started, LateJoin.Refusal(name, [.. _frozen.Select(member => member.Name)]));
    }

    private void CheckName(PeerName peer)
    {
        if (_seats.Find(seat => seat.Name == peer) is not { } taken) return;
        throw new RefusedHelloException(
            RefusalRule.NameTaken,
            $"the name '{peer}' is taken in session '{name}' by a peer at {taken.Connection.Remote}. Choose another name.");
    }

    private void CheckMembers(int asked)
    {
        if (asked is < 0 or > MaximumMembers)
        {
            throw new RefusedHelloException(
                RefusalRule.Members, $"you asked for {asked} members; a session has 1 to {MaximumMembers}. "
                    + "Ask for a number in that range.");
        }

        if (asked > 0 && _members is { } members && members != asked)
        {
            throw new RefusedHelloException(
                RefusalRule.Members,
                $"session '{name}' was opened for {members} members, you asked for {asked}. "
                    + $"Ask for {members}, or choose another session name.");
        }

        if (asked > 0 && _seats.Count >= asked)
        {
            throw new RefusedHelloException(
                RefusalRule.Members,
                $"{_seats.Count} peers are in session '{name}' already, you asked for {asked} members. "
                    + "Ask for more, or choose another session name.");
        }

        if (_seats.Count < MaximumMembers) return;
        throw new RefusedHelloException(
            RefusalRule.Full, $"session '{name}' has {MaximumMembers} peers, which is the limit. Say with how many members it starts.");
    }
}
