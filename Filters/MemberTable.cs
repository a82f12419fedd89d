using Course.FaultTolerance;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Filters;

/// <summary>
/// Names and numbers of the members: RPC knows peers by name, the managers by their place in the join order, from 1 without gaps. Filled at
/// the start.
/// </summary>
public sealed class MemberTable
{
    private readonly Dictionary<PeerName, PeerNumber> _numbers = [];
    private PeerName[] _names = [];
    private int _lastFound;

    /// <summary>How many members the session has; 0 before the start.</summary>
    public int Count => _names.Length;

    /// <summary>Takes the frozen member list.</summary>
    public void Fill(SessionStart start)
    {
        _names = [.. start.Members.OrderBy(member => member.JoinNumber).Select(member => member.Name)];
        for (var index = 0; index < _names.Length; index++) _numbers.Add(_names[index], new PeerNumber(index + 1));
    }

    /// <summary>The place of a member in the join order.</summary>
    public PeerNumber NumberOf(PeerName name)
    {
        // One member again and again, or one after the other; the texts of the names are shared, so this is quick.
        for (var index = _lastFound; index < _names.Length && index <= _lastFound + 1; index++)
        {
            if (ReferenceEquals(_names[index].Value, name.Value)) return NumberAt(index);
        }

        return NumberAt(_numbers[name].Value - 1);
    }

    /// <summary>The name of a member; <see cref="PeerName.None"/> for a number that nobody bears.</summary>
    public PeerName NameOf(PeerNumber number) => Contains(number) ? _names[number.Value - 1] : PeerName.None;

    /// <summary>Whether a number is a member's.</summary>
    public bool Contains(PeerNumber number) => number.Value >= 1 && number.Value <= _names.Length;

    /// <summary>The member list as the managers want it.</summary>
    public IReadOnlyList<Member> Members => [.. _names.Select((name, index) => new Member(new PeerNumber(index + 1), name.Value))];

    private PeerNumber NumberAt(int index)
    {
        _lastFound = index;
        return new PeerNumber(index + 1);
    }
}
