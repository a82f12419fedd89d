using System.Buffers;
using System.Globalization;

namespace Course.Simulation.Simulating;

/// <summary>Times as fault scripts and messages write them: <c>250us</c>, <c>120ms</c>, <c>2.5s</c>, <c>1min</c>.</summary>
public static class DurationText
{
    /// <summary>The longest time that is read.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>A time in the largest of us, ms and s in which it is a whole number; below a microsecond it is rounded down.</summary>
    public static string Of(TimeSpan time)
    {
        var microseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        return microseconds == 0 ? "0s"
            : microseconds % 1_000_000 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000}s")
            : microseconds % 1_000 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{microseconds}us");
    }

    /// <summary>Reads a number with a unit. False if it is none, negative, longer than a day, or finer than a microsecond.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        var unitAt = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        if (unitAt < 1 || MicrosecondsOf(text[unitAt..]) is not { } unit) return false;
        var digits = text.AsSpan(0, unitAt);
        var isNumber = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || number > (decimal)Longest.TotalMicroseconds / unit) return false;
        var microseconds = number * unit;
        if (microseconds != decimal.Truncate(microseconds)) return false;
        time = TimeSpan.FromTicks((long)microseconds * TimeSpan.TicksPerMicrosecond);
        return true;
    }

    private static long? MicrosecondsOf(string unit) => unit switch
    {
        "us" => 1,
        "ms" => 1_000,
        "s" => 1_000_000,
        "min" => 60_000_000,
        _ => null,
    };
}
