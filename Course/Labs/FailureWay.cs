using System.Text.RegularExpressions;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>In which way a part fails: what its ladders of hints are bound to.</summary>
/// <param name="On">The violated guarantee, or "not started", "hung", "failed".</param>
/// <param name="Phase">"synchronization" or "relaying", where the story of the failure ends; "any" if it has none.</param>
internal sealed partial record FailureWay(string On, string Phase)
{
    public const string AnyWay = "any";

    /// <summary>Of a part: what runs and is wrong goes before what is not written. Null if nothing fails by itself.</summary>
    public static FailureWay? Of(IReadOnlyList<TestOutcome> outcomes)
    {
        var wrong = outcomes.FirstOrDefault(outcome => outcome.Verdict is Verdict.Failed or Verdict.Hung or Verdict.Stopped);
        if (wrong is null) return outcomes.Any(one => one.Verdict == Verdict.NotStarted) ? new FailureWay("not started", AnyWay) : null;
        if (wrong.Verdict == Verdict.Hung) return new FailureWay("hung", AnyWay);
        var told = Guarantee().Match(wrong.Message);
        var on = told.Success ? told.Groups["name"].Value : wrong.Guarantee ?? "failed";
        return new FailureWay(on, PhaseOf(wrong.Message));
    }

    /// <summary>
    /// The phase in which a story ends: somebody has entered a synchronization before the last step and has not come out, or the last step
    /// itself is one of a synchronization.
    /// </summary>
    public static string PhaseOf(string story)
    {
        var inside = new HashSet<string>();
        var isInside = false;
        var steps = Step().Matches(story);
        foreach (Match step in steps)
        {
            var (peer, what) = (step.Groups["peer"].Value, step.Groups["what"].Value);
            isInside = inside.Count > 0 || Synchronizing().IsMatch(what);
            if (what.Contains("enters synchronization", StringComparison.Ordinal)) inside.Add(peer);
            if (Leaving().IsMatch(what)) inside.Remove(peer);
        }

        return steps.Count == 0 ? AnyWay : isInside ? "synchronization" : "relaying";
    }

    // The names of GuaranteeNames, as stories begin with them.
    [GeneratedRegex(
        @"^(violated: )?(?<name>integrity|FIFO|log match|total order|validity|agreement|tail of a crashed peer|causal order"
        + "|no broadcast during synchronization|synchronization ends|quiet|uniform agreement|uniform total order|buffers within bounds"
        + "|cost budget): ",
        RegexOptions.Multiline)]
    private static partial Regex Guarantee();

    [GeneratedRegex(@"^ *\d+\. (?<peer>p\d+) (?<what>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("synchronization|becomes relayer|reports |the report of|sends finish|fills ")]
    private static partial Regex Synchronizing();

    [GeneratedRegex("finishes synchronization|sends finish|crashes|ends its session|says goodbye")]
    private static partial Regex Leaving();
}
