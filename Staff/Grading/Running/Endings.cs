using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Course.Staffing.Grading.Running;

/// <summary>Says in words why a child ended under a test.</summary>
internal static partial class Endings
{
    private const int Aborted = 134;
    private const int Killed = 137;
    private const int Signals = 128;

    /// <summary>The words for a child that has ended.</summary>
    public static string Words(Process process, string errors, bool isOverOutput, ChildLimits limits)
    {
        if (isOverOutput) return $"Its process wrote more than {limits.Output >> 20} MiB of output, and was ended.";
        var code = process.HasExited ? process.ExitCode : Killed;
        var place = Frame().Match(errors) is { Success: true } frame ? $" in {frame.Groups["member"].Value}" : "";
        if (errors.Contains("Stack overflow", StringComparison.Ordinal)) return $"Its process ended: stack overflow{place}.";
        if (errors.Contains("Out of memory", StringComparison.Ordinal) || errors.Contains("OutOfMemory", StringComparison.Ordinal))
            return $"Its process ended: it used more memory than the {limits.Heap >> 20} MiB that a test may use.";
        if (errors.Contains("Unhandled exception", StringComparison.Ordinal))
            return $"Its process ended: an exception that nobody caught, {FirstLine(errors)}{place}.";
        return code switch
        {
            Aborted => $"Its process ended: aborted{place}. {FirstLine(errors)}".TrimEnd(),
            Killed => "Its process was ended by the system: it went beyond a limit, of memory most likely.",
            > Signals => $"Its process ended by signal {code - Signals}: an abort, or memory that it may not touch{place}.",
            _ => $"Its process ended with exit code {code} before the test did: a test may not end its process.",
        };
    }

    private static string FirstLine(string errors)
    {
        var line = errors.Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
        return line.Length > 300 ? line[..300] : line;
    }

    [GeneratedRegex(@"^\s+at (?<member>Course\.(?!Tests|Testing|Assignments)[\w.+`<>]+)", RegexOptions.Multiline)]
    private static partial Regex Frame();
}
