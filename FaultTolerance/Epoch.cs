namespace Course.FaultTolerance;

/// <summary>
/// The rank of the elected relayer in the election order, from 1; zero before the session has started.
/// It is not a count of failures: with peers 1 and 2 dead, peer 3 may see 1 leave and then 2 (two elections) and peer 4 first 2 and
/// then 1 (one election); counted epochs would differ and the two would wait for each other for ever (rule 1, schedule D2).
/// </summary>
public readonly record struct Epoch(int Value) : IComparable<Epoch>
{
    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
