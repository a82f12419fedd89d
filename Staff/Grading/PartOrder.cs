using System.Globalization;

namespace Course.Staffing.Grading;

/// <summary>The order of parts: A5.2 before A5.10.</summary>
internal static class PartOrder
{
    /// <summary>The place of a part; what is no id comes last.</summary>
    public static (int Lab, int Number) Of(string part)
    {
        var numbers = part.TrimStart('A').Split('.');
        return numbers.Length == 2 && int.TryParse(numbers[0], CultureInfo.InvariantCulture, out var lab)
            && int.TryParse(numbers[1], CultureInfo.InvariantCulture, out var number) ? (lab, number) : (int.MaxValue, 0);
    }
}
