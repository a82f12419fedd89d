namespace Course.FaultTolerance;

/// <summary>
/// Items with consecutive numbers: added at the new end, removed at the old end, found by number without searching.
/// It doubles when it is full; each owner states the bound that keeps it from growing for ever. Nothing is allocated otherwise.
/// </summary>
internal sealed class NumberedRing<T>(long firstNumber)
{
    private T[] _slots = new T[4];

    /// <summary>The number of the oldest item, or of the item that is added next.</summary>
    public long First { get; private set; } = firstNumber;

    /// <summary>The number that the item added next will bear.</summary>
    public long Next => First + Count;

    public int Count { get; private set; }

    public ref T this[long number] => ref _slots[number & (_slots.Length - 1)];

    public bool Contains(long number) => number >= First && number < Next;

    /// <summary>Adds at the new end and returns the item's number.</summary>
    public long Add(in T item)
    {
        if (Count == _slots.Length) Grow();
        var number = Next;
        this[number] = item;
        Count++;
        return number;
    }

    public void RemoveFirst()
    {
        this[First] = default!; // so that the body can be collected
        First++;
        Count--;
    }

    /// <summary>Begins anew, empty, at another number.</summary>
    public void StartAt(long number)
    {
        while (Count > 0) RemoveFirst();
        First = number;
    }

    private void Grow()
    {
        var larger = new T[_slots.Length * 2];
        for (var number = First; number < Next; number++) larger[number & (larger.Length - 1)] = this[number];
        _slots = larger;
    }
}
