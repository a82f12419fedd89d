using System.Globalization;

namespace Course.Staffing;

/// <summary>The order of parts: A5.2 before A5.10.</summary>
internal static class PartOrder
{
    /// <summary>Orders ids of parts; null comes first, what is no id last.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create((left, right) => Of(left).CompareTo(Of(right)));

    /// <summary>The place of a part; null comes first, what is no id last.</summary>
    public static (int Lab, int Number) Of(string? part)
    {
        if (part is null) return (-1, 0);
        var numbers = part.TrimStart('A').Split('.');
        return numbers.Length == 2 && int.TryParse(numbers[0], CultureInfo.InvariantCulture, out var lab)
            && int.TryParse(numbers[1], CultureInfo.InvariantCulture, out var number) ? (lab, number) : (int.MaxValue, 0);
    }
}
