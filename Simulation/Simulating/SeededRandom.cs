namespace Course.Simulation.Simulating;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers on every machine and in every version of .NET, which
/// <c>System.Random</c> does not promise. Each purpose has a stream of its own, so that a change in one does not shift the others.
/// </summary>
internal sealed class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index">Which of several streams of that purpose.</param>
    public SeededRandom(ulong seed, RandomPurpose purpose, int index = 0)
    {
        _state = seed;
        _state = Next() ^ ((ulong)(purpose + 1) << 32);
        _state = Next() ^ (uint)index;
        _state = Next();
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += Golden;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below a bound of 1 or more. The bias, below bound / 2^64, is of no account here.</summary>
    public int Below(int bound) => (int)Below((long)bound);

    /// <summary>True with a probability from 0 to 1. Draws nothing at 0, so that a fault that is off costs no number.</summary>
    public bool Chance(double probability) => probability > 0 && (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>A time from zero to the greatest, both included, in whole microseconds.</summary>
    public TimeSpan UpTo(TimeSpan greatest) =>
        greatest <= TimeSpan.Zero
            ? TimeSpan.Zero
            : TimeSpan.FromTicks(Below((greatest.Ticks / TimeSpan.TicksPerMicrosecond) + 1) * TimeSpan.TicksPerMicrosecond);

    private long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);
}
