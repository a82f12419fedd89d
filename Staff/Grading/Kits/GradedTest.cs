namespace Course.Staffing.Grading.Kits;

/// <summary>A graded test of the kit, as its assembly tells it before any student's code is there.</summary>
/// <param name="Test">Its full name.</param>
/// <param name="Part">The part that it is of.</param>
/// <param name="Points">What it is worth.</param>
/// <param name="Guarantee">The guarantee that it judges; null if none alone.</param>
/// <param name="Slide">The lecture's slide; null if none.</param>
/// <param name="Reason">Why it is there, if no known wrong solution fails it.</param>
/// <param name="Assembly">The assembly that holds it, without folder and ending.</param>
/// <param name="IsHidden">Whether it is of the staff's tests.</param>
internal sealed record GradedTest(
    string Test, string Part, double Points, string? Guarantee, string? Slide, string? Reason, string Assembly, bool IsHidden);
