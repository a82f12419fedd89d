namespace Course.Simulation.Checking;

/// <summary>Collects what is wrong, the guarantee named before each line. The first few are told, the rest are counted.</summary>
internal sealed class Story(Guarantee guarantee)
{
    private const int Told = 5;
    private readonly List<string> _lines = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    public int Count => _count;

    /// <summary>Takes the line as a function, because a broken run can break a property a hundred thousand times.</summary>
    public void Add(Func<string> line)
    {
        if (++_count <= Told) _lines.Add($"{GuaranteeNames.Of(guarantee)}: {line()}");
    }

    public Verdict Judge(Outcome ifAny = Outcome.Violated)
    {
        if (_count > Told) _lines.Add($"{GuaranteeNames.Of(guarantee)}: … and {_count - Told} more of the kind");
        return new Verdict(guarantee, IsEmpty ? Outcome.Holds : ifAny, _lines);
    }
}
