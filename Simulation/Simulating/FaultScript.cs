using System.Text;

namespace Course.Simulation.Simulating;

/// <summary>
/// The faults of a scenario as data: one a line, comments from <c>#</c> to the end of the line. docs/faults.md lists every line.
/// </summary>
/// <param name="Faults">The faults; those of one time happen in this order.</param>
public sealed record FaultScript(IReadOnlyList<Fault> Faults)
{
    /// <summary>The most lines of a script, empty ones and comments included.</summary>
    public const int MaximumLines = 1000;

    /// <summary>The most characters of a line.</summary>
    public const int MaximumLineLength = 10_000;

    /// <summary>No faults.</summary>
    public static FaultScript None { get; } = new([]);

    /// <summary>Reads a script.</summary>
    /// <param name="text">Its lines.</param>
    /// <param name="source">What messages call it: a file's name.</param>
    /// <exception cref="FaultScriptException">A line breaks a rule; the text names it.</exception>
    public static FaultScript Parse(string text, string source = "fault script")
    {
        ArgumentNullException.ThrowIfNull(text);
        var faults = new List<Fault>();
        var number = 0;
        foreach (var line in text.TrimEnd('\n', '\r').Split('\n'))
        {
            if (++number > MaximumLines)
            {
                throw new FaultScriptException(
                    $"{source}:{number}: a fault script has at most {MaximumLines} lines. Put several faults into 'crash N random', "
                    + "or split the scenario.");
            }

            if (line.Length > MaximumLineLength)
            {
                throw new FaultScriptException(
                    $"{source}:{number}: the line has {line.Length} characters; {MaximumLineLength} are allowed. Split the scenario.");
            }

            if (FaultLines.Read(line, $"{source}:{number}") is { } fault) faults.Add(fault);
        }

        return new FaultScript(faults);
    }

    /// <summary>The script's text: each fault a line that <see cref="Parse"/> reads again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var fault in Faults) text.Append(fault).Append('\n');
        return text.ToString();
    }
}
