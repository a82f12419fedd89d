namespace Course.Simulation.Exploring;

/// <summary>What the links of an exploration promise; losses and duplicates are bounded choices beside it.</summary>
public enum LinkKind
{
    /// <summary>First in, first out: what remote calls over TCP give.</summary>
    Fifo,

    /// <summary>Any item that lies on a link may be next. The end of a link comes after everything that survives on it.</summary>
    Bag,
}
