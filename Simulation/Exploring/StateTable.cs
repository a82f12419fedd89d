namespace Course.Simulation.Exploring;

/// <summary>
/// All states that were visited, each once, as rows of whole numbers, with the state and the choice that led there first. One thread.
/// </summary>
internal sealed class StateTable
{
    private const int RowsOfABlock = 1 << 14;
    private readonly int _width;
    private readonly List<int[]> _blocks = [];
    private readonly List<(int From, Choice Choice)> _origins = [];
    private int[] _slots = new int[1 << 12]; // state + 1; 0 for an empty slot
    private int _mask = (1 << 12) - 1;

    public StateTable(int width) => _width = width;

    public int Count => _origins.Count;

    /// <summary>The row of a state.</summary>
    public ReadOnlySpan<int> this[int state] => _blocks[state / RowsOfABlock].AsSpan(state % RowsOfABlock * _width, _width);

    /// <summary>Where a state was first reached from; -1 for the first state.</summary>
    public (int From, Choice Choice) OriginOf(int state) => _origins[state];

    /// <summary>Adds a state that is new.</summary>
    /// <returns>False if it was visited before.</returns>
    public bool TryAdd(ReadOnlySpan<int> row, int from, Choice choice)
    {
        for (var slot = Hash(row) & _mask; ; slot = (slot + 1) & _mask)
        {
            var state = _slots[slot] - 1;
            if (state < 0)
            {
                Add(row, from, choice, slot);
                return true;
            }

            if (this[state].SequenceEqual(row)) return false;
        }
    }

    private void Add(ReadOnlySpan<int> row, int from, Choice choice, int slot)
    {
        var state = _origins.Count;
        if (state % RowsOfABlock == 0) _blocks.Add(new int[RowsOfABlock * _width]);
        row.CopyTo(_blocks[state / RowsOfABlock].AsSpan(state % RowsOfABlock * _width, _width));
        _origins.Add((from, choice));
        _slots[slot] = state + 1;
        if (2 * _origins.Count > _slots.Length) Grow();
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        _mask = _slots.Length - 1;
        for (var state = 0; state < _origins.Count; state++)
        {
            var slot = Hash(this[state]) & _mask;
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = state + 1;
        }
    }

    private static int Hash(ReadOnlySpan<int> row)
    {
        var hash = 0x9E3779B97F4A7C15UL;
        foreach (var value in row) hash = unchecked((hash ^ (uint)value) * 0xD6E8FEB86659FD93UL) ^ (hash >> 29);
        return (int)(hash ^ (hash >> 32));
    }
}
