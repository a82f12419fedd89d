namespace Course.Benchmarks.Children;

/// <summary>A member whose calls have results.</summary>
internal interface ICaller : IMember
{
    /// <summary>Calls with the message and waits for the result, which its own delivery gives.</summary>
    Task CallAsync(int number);
}
