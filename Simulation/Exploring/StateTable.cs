using System.Numerics;
using System.Runtime.InteropServices;

namespace Course.Simulation.Exploring;

/// <summary>
/// All states that were visited, each once, as rows of whole numbers, with the state and the choice that led there first. One thread.
/// </summary>
internal sealed class StateTable
{
    private const int RowsOfABlock = 1 << 14;
    private const int LeastBits = 12;
    private const ulong UpperHalf = 0xFFFFFFFF00000000;
    private readonly int _width;
    private readonly List<int[]> _blocks = [];
    private readonly List<(int From, Choice Choice)> _origins = [];
    private ulong[] _slots = new ulong[1 << LeastBits]; // the upper half of the row's hash, and state + 1; 0 for an empty slot
    private int _shift = 64 - LeastBits; // a row's place is the first bits of its hash

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
        var hash = Hash(row);
        for (var slot = (int)(hash >> _shift); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var taken = _slots[slot];
            if (taken == 0)
            {
                Add(row, from, choice, slot, hash);
                return true;
            }

            if ((taken ^ hash) >> 32 == 0 && this[(int)taken - 1].SequenceEqual(row)) return false;
        }
    }

    private void Add(ReadOnlySpan<int> row, int from, Choice choice, int slot, ulong hash)
    {
        var state = _origins.Count;
        if (state % RowsOfABlock == 0) _blocks.Add(new int[RowsOfABlock * _width]);
        row.CopyTo(_blocks[state / RowsOfABlock].AsSpan(state % RowsOfABlock * _width, _width));
        _origins.Add((from, choice));
        _slots[slot] = (hash & UpperHalf) | (uint)(state + 1);
        if (2 * _origins.Count > _slots.Length) Grow();
    }

    /// <summary>The slots know enough of the hashes: no row is looked at, and the slots are read and written in their order.</summary>
    private void Grow()
    {
        var before = _slots;
        _slots = new ulong[2 * before.Length];
        _shift--;
        foreach (var taken in before)
        {
            if (taken == 0) continue;
            var slot = (int)(taken >> _shift);
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = taken;
        }
    }

    /// <summary>Two chains side by side: the processor works on both at once.</summary>
    private static ulong Hash(ReadOnlySpan<int> row)
    {
        var (one, other) = (0x9E3779B97F4A7C15UL, 0xD6E8FEB86659FD93UL);
        var pairs = MemoryMarshal.Cast<int, ulong>(row);
        for (var i = 0; i < pairs.Length; i++)
        {
            one = BitOperations.RotateLeft(unchecked((one ^ pairs[i]) * 0xD6E8FEB86659FD93UL), 29);
            if (++i < pairs.Length) other = BitOperations.RotateLeft(unchecked((other ^ pairs[i]) * 0x9E3779B97F4A7C15UL), 31);
        }

        if ((row.Length & 1) != 0) one = unchecked((one ^ (uint)row[^1]) * 0xD6E8FEB86659FD93UL);
        var hash = unchecked((one ^ BitOperations.RotateLeft(other, 32)) * 0x9E3779B97F4A7C15UL);
        return unchecked((hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL);
    }
}
