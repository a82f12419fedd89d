namespace Course.Benchmarks.Children;

/// <summary>One line to a child; it answers each with a <see cref="ChildReply"/>, in order.</summary>
internal sealed record ChildRequest(ChildVerb Verb)
{
    /// <summary>With <see cref="ChildVerb.Start"/>: where the hub is; null for the hub itself.</summary>
    public string? Address { get; init; }

    /// <summary>With <see cref="ChildVerb.Begin"/> and <see cref="ChildVerb.Expect"/>: how many messages each sender will send.</summary>
    public int[] Expected { get; init; } = [];

    /// <summary>With <see cref="ChildVerb.Begin"/>: whether the sequence is wanted.</summary>
    public bool Record { get; init; }

    /// <summary>With the verbs that send: how many messages.</summary>
    public int Count { get; init; }
}
