namespace Course.Staffing.Rehearsing;

/// <summary>What a part has to get.</summary>
internal enum ExpectedPoints
{
    /// <summary>All its points.</summary>
    All,

    /// <summary>Not all of them: at least one test is lost.</summary>
    NotAll,

    /// <summary>None.</summary>
    None,
}
