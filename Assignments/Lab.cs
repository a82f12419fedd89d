namespace Course.Assignments;

/// <summary>A lab: a rung of the ladder.</summary>
/// <param name="Number">0 to 9.</param>
/// <param name="Title">As in assignments.md.</param>
/// <param name="Tests">The folder of its visible tests, from the root: Tests/Lab5.</param>
/// <param name="Parts">In the order in which they are worked on.</param>
public sealed record Lab(int Number, string Title, string Tests, IReadOnlyList<Part> Parts);
