using System.Globalization;

namespace Course.Staffing.Verifying;

/// <summary>A5.2 before A5.10.</summary>
internal static class PartOrder
{
    /// <summary>Orders ids of parts; what is none comes first.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create((left, right) => Key(left).CompareTo(Key(right)));

    private static (int Lab, int Number) Key(string? part) =>
        part?.Split('.') is [{ Length: 2 } lab, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var within)
            ? (lab[1], within)
            : (0, 0);
}
