namespace Course.Benchmarks.Children;

/// <summary>On which cores the processes of a system run.</summary>
internal enum Placement
{
    /// <summary>Where the operating system puts them, from moment to moment.</summary>
    Any,

    /// <summary>The hub on one core, all others on another: each wake-up crosses from core to core.</summary>
    Own,

    /// <summary>All on the same core: what everything costs the processor adds up.</summary>
    One,
}
