namespace Course.Rpc.Transport;

/// <summary>The name of a peer in its session: 1 to 64 letters, digits, '-', '_' or '.' of ASCII; case matters.</summary>
/// <param name="Value">The text; <see langword="null"/> only in <see cref="None"/>.</param>
public readonly record struct PeerName(string Value) : IComparable<PeerName>
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>No peer: an address that a filter or a transport still has to fill in.</summary>
    public static PeerName None => default;

    /// <summary>Whether this names nobody.</summary>
    public bool IsNone => Value is null;

    /// <summary>Checks a text against the rule for names.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text breaks the rule; the message says which and what to do.</exception>
    public static PeerName Parse(string? text) => TryParse(text, out var name)
        ? name
        : throw new ArgumentException(
            $"'{text}' is not a peer name: a name has 1 to {MaximumLength} letters, digits, '-', '_' or '.'. Choose another name.");

    /// <summary>Checks a text against the rule for names, without an exception.</summary>
    public static bool TryParse(string? text, out PeerName name)
    {
        var good = text is { Length: > 0 and <= MaximumLength } && text.AsSpan().IndexOfAnyExcept(Allowed) < 0;
        name = good ? new PeerName(text!) : None;
        return good;
    }

    /// <summary>Ordinal order of the texts.</summary>
    public int CompareTo(PeerName other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(PeerName left, PeerName right) => left.CompareTo(right) < 0;

    public static bool operator >(PeerName left, PeerName right) => left.CompareTo(right) > 0;

    public static bool operator <=(PeerName left, PeerName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PeerName left, PeerName right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value ?? "(nobody)";

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
