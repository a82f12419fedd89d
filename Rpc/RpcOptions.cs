namespace Course.Rpc;

/// <summary>Bounds of an <see cref="RpcPort"/>.</summary>
public sealed record RpcOptions
{
    /// <summary>
    /// How long a caller waits for an answer to a plain call. Default 30 s; more than zero, or <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many received calls may wait for objects that are not registered yet. Default 1024. At the bound a request is answered
    /// with a failure, and a one-way call is reported as failed, each naming the missing object.
    /// </summary>
    public int MaximumHeldCalls { get; init; } = 1024;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public void Validate()
    {
        const int most = 1 << 24;
        if (CallTimeout <= TimeSpan.Zero && CallTimeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentException(
                $"{nameof(CallTimeout)} is {CallTimeout}: choose more than zero, or Timeout.InfiniteTimeSpan to wait for ever.");
        }

        if (MaximumHeldCalls is < 0 or > most)
        {
            throw new ArgumentException($"{nameof(MaximumHeldCalls)} is {MaximumHeldCalls}: choose a value from 0 to {most}.");
        }
    }
}
