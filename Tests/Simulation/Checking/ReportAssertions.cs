using Course.Simulation.Checking;

namespace Course.Tests.Simulation.Checking;

internal static class ReportAssertions
{
    /// <summary>The guarantee has this outcome, and one line of its story names it and all of the words.</summary>
    public static void MustSay(this CheckReport report, Guarantee guarantee, Outcome outcome, params string[] words)
    {
        var verdict = report[guarantee];
        Assert.That(verdict.Outcome, Is.EqualTo(outcome), () => Shown(report));
        Assert.That(
            verdict.Story,
            Has.Some.Matches<string>(line => line!.StartsWith(GuaranteeNames.Of(guarantee) + ": ", StringComparison.Ordinal)
                && Array.TrueForAll(words, word => line.Contains(word, StringComparison.Ordinal))),
            () => $"wanted: {string.Join(" … ", words)}\n{Shown(report)}");
    }

    /// <summary>Only these are violated; all others hold or are at most reported.</summary>
    public static void MustBreakOnly(this CheckReport report, params Guarantee[] broken)
    {
        var violated = report.Verdicts.Where(verdict => verdict.Outcome == Outcome.Violated).Select(verdict => verdict.Guarantee);
        Assert.That(violated, Is.EquivalentTo(broken), () => Shown(report));
    }

    public static void MustPass(this CheckReport report)
    {
        report.MustBreakOnly();
        Assert.That(report.Outcome, Is.EqualTo(RunOutcome.Holds), () => Shown(report));
    }

    public static string Shown(CheckReport report) => string.Join(
        '\n',
        report.Verdicts.Select(v => $"{v.Name}: {v.Outcome}\n   {string.Join("\n   ", v.Story)}")
            .Append($"{report.Outcome}: {report.Reason}")
            .Concat(report.Notes));
}
