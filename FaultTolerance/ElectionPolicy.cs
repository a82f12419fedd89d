namespace Course.FaultTolerance;

/// <summary>
/// The order in which members become the relayer. It must be a total order of the members that every peer computes alike from the
/// member list alone: never zero for two different members, no clock, no load, no randomness.
/// </summary>
public interface IElectionPolicy
{
    /// <summary>Negative when <paramref name="left"/> is to relay before <paramref name="right"/>.</summary>
    int Compare(Member left, Member right);
}

/// <summary>Who joined first relays first. The default.</summary>
public sealed class FirstByJoinOrder : IElectionPolicy
{
    public int Compare(Member left, Member right)
    {
        // <A4.1> Put the members in the order of election.
        // | Negative when left is to relay before right: the one that joined first.
        return left.Number.CompareTo(right.Number);
        // </A4.1>
    }
}

/// <summary>The lowest name relays first; names are compared by their characters' codes, equal names by join number.</summary>
public sealed class LowestName : IElectionPolicy
{
    public int Compare(Member left, Member right)
    {
        // <A4.1> Put the members in the order of election.
        // | The lowest name by its characters' codes; never zero for two members, whatever their names.
        var byName = string.CompareOrdinal(left.Name, right.Name);
        return byName != 0 ? byName : left.Number.CompareTo(right.Number);
        // </A4.1>
    }
}

/// <summary>The highest name relays first; names are compared by their characters' codes, equal names by join number.</summary>
public sealed class HighestName : IElectionPolicy
{
    public int Compare(Member left, Member right)
    {
        // <A4.1> Put the members in the order of election.
        // | The highest name by its characters' codes; never zero for two members, whatever their names.
        var byName = string.CompareOrdinal(right.Name, left.Name);
        return byName != 0 ? byName : left.Number.CompareTo(right.Number);
        // </A4.1>
    }
}
