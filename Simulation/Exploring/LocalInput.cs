namespace Course.Simulation.Exploring;

/// <summary>The kind of an input to one peer.</summary>
internal enum LocalInputKind : byte
{
    Start,
    Call,
    Receive,
    Tick,
    Suspect,
    Leave,
}

/// <summary>An input to one peer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Other">The sending or suspected peer, from 0.</param>
/// <param name="Item">The number of the received item, or of the call.</param>
internal readonly record struct LocalInput(LocalInputKind Kind, byte Other, int Item)
{
    /// <summary>Looked up for every choice of every state: different for different inputs, and cheap.</summary>
    public override int GetHashCode() => (Item << 8) | (Other << 4) | (int)Kind;
}
