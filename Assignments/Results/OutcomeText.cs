using Course.Assignments.Running;

namespace Course.Assignments.Results;

/// <summary>How an outcome is named and told, the same in every form of results. All of it is safe text. Any thread.</summary>
public static class OutcomeText
{
    /// <summary>The longest message that results hold, in characters.</summary>
    public const int LongestMessage = 4_000;

    /// <summary>The longest name.</summary>
    public const int LongestName = 200;

    /// <summary>Class and method, with the case if it has one, without the namespace: Numbers.Next_AfterAJoin_Rises(3).</summary>
    public static string ShortTest(string test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var arguments = test.IndexOfAny(['(', '"', '<']);
        var end = arguments < 0 ? test.Length : arguments;
        var method = end == 0 ? -1 : test.LastIndexOf('.', end - 1);
        var type = method <= 0 ? -1 : test.LastIndexOf('.', method - 1);
        return SafeText.OneLine(test[(type + 1)..], LongestName);
    }

    /// <summary>The number of the part without its letter, as tables of results want it: 5.2.</summary>
    public static string Number(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return SafeText.OneLine(part.TrimStart('A'), 20);
    }

    /// <summary>Part, test, and the guarantee if it judges one: "A5.2 Managers.Master_Fails_AllAgree: agreement".</summary>
    public static string Name(TestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var guarantee = outcome.Guarantee is null ? "" : $": {outcome.Guarantee}";
        return SafeText.OneLine($"{outcome.Part} {ShortTest(outcome.Test)}{guarantee}", LongestName);
    }

    /// <summary>The verdict in words.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.NotStarted => "not started",
        Verdict.Blocked => "blocked",
        Verdict.Hung => "hung",
        Verdict.Stopped => "stopped",
        Verdict.Refused => "refused",
        Verdict.NotCompiled => "not compiled",
        Verdict.NotRun => "not run",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "a verdict without a word"),
    };

    /// <summary>The message, of at most <see cref="LongestMessage"/> characters; the verdict's word if there is none.</summary>
    public static string Message(TestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var message = SafeText.Lines(outcome.Message, LongestMessage).Trim();
        return message.Length > 0 ? message : Word(outcome.Verdict);
    }

    /// <summary>The part's title; empty if no lab tells of the part.</summary>
    public static string Title(string part) => LabCatalogue.Shared.Find(part)?.Title ?? string.Empty;
}
