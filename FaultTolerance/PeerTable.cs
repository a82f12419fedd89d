namespace Course.FaultTolerance;

/// <summary>One value for each member, found by its join number: an array, because the hot path looks here for each message.</summary>
internal sealed class PeerTable<T>(PeerNumber highest)
{
    private readonly T[] _values = new T[highest.Value + 1];

    public ref T this[PeerNumber peer] => ref _values[peer.Value];

    public void CopyTo(PeerTable<T> other) => _values.CopyTo(other._values, 0);
}
