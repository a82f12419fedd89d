namespace Course.Simulation.Simulating;

/// <summary>Checks of options, all in the same words.</summary>
internal static class OptionRules
{
    /// <exception cref="ArgumentException">The value is out of its range; the text names option, value and range.</exception>
    public static void Range<T>(string option, T value, T least, T most) where T : IComparable<T>
    {
        // Written so that NaN, which compares below everything, is refused too.
        if (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0) return;
        throw new ArgumentException($"{option} is {Words(value)}: choose a value from {Words(least)} to {Words(most)}.");
    }

    private static string Words<T>(T value) => value is TimeSpan time ? DurationText.Of(time) : $"{value}";
}
