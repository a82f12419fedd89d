using Course.Assignments.Running;

namespace Course.Staffing.Grading.Kits;

/// <summary>A graded test of the kit, as its assembly tells it before any student's code is there.</summary>
/// <param name="Graded">The test.</param>
/// <param name="Assembly">The assembly that holds it, without folder and ending.</param>
internal sealed record KitTest(GradedTest Graded, string Assembly)
{
    /// <summary>Its full name.</summary>
    public string Test => Graded.Test;

    /// <summary>The part that it is of.</summary>
    public string Part => Graded.Part;
}
