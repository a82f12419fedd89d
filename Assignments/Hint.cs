namespace Course.Assignments;

/// <summary>A ladder of hints for one way in which a part fails.</summary>
/// <param name="On">The violated guarantee as the checkers name it, or "not started", "hung", "failed"; "any" for all others.</param>
/// <param name="Phase">"synchronization", "relaying", or "any".</param>
/// <param name="Steps">From a nudge to nearly the answer; one more is shown each time the part fails again. 2 to 5.</param>
public sealed record Hint(string On, string Phase, IReadOnlyList<string> Steps);
