using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Tests.Staff.Reports;

/// <summary>Reports to write: a plain one, and one whose every text comes from a student who means harm.</summary>
internal static class Samples
{
    /// <summary>Markup, a terminal's escapes, a command of GitHub's log, a formula, half a pair, text that turns its direction.</summary>
    public const string Hostile =
        "</pre></td><script>alert(1)</script>\"' onload='x &amp; \u001b[2J\u001b]0;title\u0007\u009b31m\0\b\u202Egpj\uD800"
        + "\n::error::broken\n  ::set-env name=a::b\n##[error]x\r\n=HYPERLINK(\"http://a\")";

    public static TestOutcome Outcome(
        string part, Verdict verdict, string message = "", double points = 1, string? guarantee = null, bool isHidden = false,
        string test = "Course.Tests.Lab5.Masters.Master_Fails_AllAgree", string output = "") =>
        new($"{test}", part, points, guarantee, "Synchronization phase", verdict, message, output, 0.25, isHidden);

    public static GradeReport Report(string student, params TestOutcome[] apart) => new(student, "3f2a", 5, apart, [], [], 1.5);

    public static GradeReport Plain(string student = "ann") => Report(
        student,
        Outcome("A5.1", Verdict.Passed, points: 2, test: "Course.Tests.Lab5.Masters.First"),
        Outcome("A5.2", Verdict.Failed, "agreement: B delivered 3 and C did not", 3, "agreement"),
        Outcome("A5.2", Verdict.NotStarted, "A5.2 not started: FaultTolerance/SlaveFaultToleranceManager.cs:41", 0.5, isHidden: true,
            test: "Course.Tests.Hidden.Masters.Second(3, \"a.b\")")) with
    {
        Whole = [Outcome("A5.1", Verdict.Blocked, "blocked by A1.2, not started: Rpc/Proxy.cs:12", 2,
            test: "Course.Tests.Lab5.Masters.First")],
        Notes = ["Rpc/Proxy.cs was changed and is ignored."],
    };

    public static GradeReport FromAnEnemy() =>
        Report(Hostile, Outcome("A5.2", Verdict.Failed, Hostile, 1, Hostile, test: "N.C.M(\"" + Hostile + "\")", output: Hostile))
            with
        { Notes = [Hostile], Handout = Hostile, Whole = [Outcome("A5.2", Verdict.Hung, Hostile)] };

    /// <summary>Characters that no results may hold: controls other than line feeds and tabs, direction marks, lone surrogates.</summary>
    public static IEnumerable<int> Forbidden(string text) => text.EnumerateRunes().Select(rune => rune.Value).Where(value =>
        value is < 32 and not '\n' and not '\t' and not '\r' or (>= 0x7f and < 0xa0) or (>= 0x202a and <= 0x202e));
}
