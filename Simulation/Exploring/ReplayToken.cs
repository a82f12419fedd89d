using System.Globalization;
using System.Text;

namespace Course.Simulation.Exploring;

/// <summary>
/// A scenario and a schedule as one word that every shell takes as it is: letters, digits, <c>- . _ +</c>. Peers and messages are named,
/// not numbered by the search, so a token stays good when the code is compiled again.
/// </summary>
/// <param name="Scenario">Options by name, as the command line has them.</param>
/// <param name="Schedule">The choices.</param>
/// <example><c>peers-3_calls-2.a+3.b_crashes-1__call.2_1.broadcast-p2-1.2_crash.1.x.1.0</c></example>
public sealed record ReplayToken(IReadOnlyDictionary<string, string> Scenario, Schedule Schedule)
{
    /// <summary>The longest token that is read, in characters.</summary>
    public const int MaximumLength = 100_000;

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">It is none; the text says what is wrong where.</exception>
    public static ReplayToken Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > MaximumLength) throw Bad($"it has {token.Length} characters, at most {MaximumLength} are read");
        var halves = token.Split("__", 2);
        if (halves.Length < 2) throw Bad("it has no '__' between scenario and schedule");
        var scenario = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in halves[0].Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = option.IndexOf('-', StringComparison.Ordinal);
            if (dash < 1) throw Bad($"'{option}' is no option: name-value is");
            if (!scenario.TryAdd(option[..dash], option[(dash + 1)..])) throw Bad($"the option '{option[..dash]}' stands there twice");
        }

        var steps = halves[1].Split('_', StringSplitOptions.RemoveEmptyEntries).Select((step, index) => ParseStep(step, index + 1));
        return new ReplayToken(scenario, new Schedule([.. steps]));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        var options = Scenario.OrderBy(option => option.Key, StringComparer.Ordinal);
        text.AppendJoin('_', options.Select(option => $"{option.Key}-{option.Value}"));
        text.Append("__").AppendJoin('_', Schedule.Steps.Select(Text));
        return text.ToString();
    }

    private static string Text(ScheduleStep step)
    {
        var index = step.Index == 0 ? "" : $".{step.Index}";
        return step.Kind switch
        {
            ScheduleStepKind.Deliver => $"{step.Other}.{step.Item}.{step.Peer}{index}",
            ScheduleStepKind.Call => $"call.{step.Peer}",
            ScheduleStepKind.Crash => $"crash.{step.Peer}.{string.Join('.', step.Kept.Select(kept => kept < 0 ? "x" : $"{kept}"))}",
            ScheduleStepKind.Leave => $"leave.{step.Peer}",
            ScheduleStepKind.Suspect => $"suspect.{step.Peer}.{step.Other}",
            ScheduleStepKind.Tick => $"tick.{step.Peer}",
            ScheduleStepKind.Lose => $"lose.{step.Other}.{step.Item}.{step.Peer}{index}",
            _ => $"double.{step.Other}.{step.Item}.{step.Peer}{index}",
        };
    }

    private static ScheduleStep ParseStep(string text, int number)
    {
        var parts = text.Split('.');
        return parts[0] switch
        {
            "call" => Step(ScheduleStepKind.Call, At(1), 0),
            "leave" => Step(ScheduleStepKind.Leave, At(1), 0),
            "tick" => Step(ScheduleStepKind.Tick, At(1), 0),
            "suspect" => Step(ScheduleStepKind.Suspect, At(1), At(2)),
            "crash" => Step(ScheduleStepKind.Crash, At(1), 0) with
            {
                Kept = [.. parts.Skip(2).Select(kept => kept == "x" ? -1 : Number(kept))],
            },
            "lose" => Item(ScheduleStepKind.Lose, 1),
            "double" => Item(ScheduleStepKind.Duplicate, 1),
            _ => Item(ScheduleStepKind.Deliver, 0),
        };

        ScheduleStep Item(ScheduleStepKind kind, int first)
        {
            if (parts.Length < first + 3) throw Bad($"step {number}, '{text}', is none: sender.item.receiver is");
            var index = parts.Length > first + 3 ? At(first + 3) : 0;
            return new ScheduleStep(kind, At(first + 2), At(first), parts[first + 1], index, []);
        }

        int At(int index) => index < parts.Length ? Number(parts[index]) : throw Bad($"step {number}, '{text}', lacks a peer");

        int Number(string part) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < 1_000_000
            ? value
            : throw Bad($"'{part}' in step {number}, '{text}', is no number");
    }

    private static ScheduleStep Step(ScheduleStepKind kind, int peer, int other) => new(kind, peer, other, "", 0, []);

    private static FormatException Bad(string why) =>
        new($"This is no replay token: {why}. Copy the whole word that was printed after 'replay'.");
}
