using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>Counts the frames of each link. On the loop only.</summary>
internal sealed class LinkNumbers
{
    private readonly Dictionary<PeerName, int> _places = [];
    private readonly List<PeerName> _names = [];
    private int[] _counts = [];
    private int _last;

    /// <summary>How many frames were counted on the link of this peer.</summary>
    public int this[PeerName peer] => _places.TryGetValue(peer, out var place) ? _counts[place] : 0;

    public void Count(PeerName peer)
    {
        // First the place: a new peer makes the counts another array.
        var place = PlaceOf(peer);
        _counts[place]++;
    }

    private int PlaceOf(PeerName peer)
    {
        // One peer again and again, or one after the other; the texts of the names are shared, so this is quick.
        for (var place = _last; place < _names.Count && place <= _last + 1; place++)
        {
            if (ReferenceEquals(_names[place].Value, peer.Value)) return _last = place;
        }

        if (_places.TryGetValue(peer, out var known)) return _last = known;
        _places.Add(peer, _names.Count);
        _names.Add(peer);
        if (_counts.Length < _names.Count) Array.Resize(ref _counts, Math.Max(4, _counts.Length * 2));
        return _last = _names.Count - 1;
    }
}
