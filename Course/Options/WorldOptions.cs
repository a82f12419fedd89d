using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Course.Simulation.Exploring;

namespace Course.Commands.Options;

/// <summary>Options of the commands that explore and simulate.</summary>
internal static class WorldOptions
{
    /// <summary>The most calls of a scenario that is named on the command line.</summary>
    public const int MaximumCalls = 100;

    /// <summary>The longest text of a call, in characters: a replay token holds all of them.</summary>
    public const int MaximumText = 40;

    private static readonly Dictionary<string, ExplorationWitness> WitnessWords = new(StringComparer.Ordinal)
    {
        ["relayer-crashed"] = ExplorationWitness.RelayerCrashed,
        ["multicast-cut"] = ExplorationWitness.MulticastCut,
        ["two-multicasts-cut"] = ExplorationWitness.TwoMulticastsCut,
        ["crash-in-synchronization"] = ExplorationWitness.CrashInSynchronization,
        ["quiet"] = ExplorationWitness.Quiet,
    };

    /// <summary>How many states a search may visit.</summary>
    public static Option<long?> Budget(long usual)
    {
        var option = new Option<long?>("--budget")
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"states at most (default: {usual})"),
            HelpName = "STATES",
        };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var states) && states is >= 1 and <= 1_000_000_000)
                return states;
            result.AddError($"--budget takes a number of states from 1 to 1000000000, not '{text}'.");
            return null;
        };
        return option;
    }

    /// <summary>The calls one by one: <c>2:a,3:b</c>.</summary>
    public static Option<ScriptedCall[]?> Calls() => new("--calls")
    {
        Description = "the broadcasts one by one, as PEER:TEXT with commas between them, in place of --broadcasts; any:TEXT for any peer",
        HelpName = "\"2:a,3:b\"",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseCalls,
    };

    /// <summary>What must have been seen; may stand several times.</summary>
    public static Option<ExplorationWitness[]?> Witness() => new("--witness")
    {
        Description = "what must have happened somewhere, or the verdict is vacuous; may be given several times",
        HelpName = string.Join('|', WitnessWords.Keys),
        CustomParser = result =>
        {
            var unknown = result.Tokens.FirstOrDefault(token => !WitnessWords.ContainsKey(token.Value));
            if (unknown is null) return [.. result.Tokens.Select(token => WitnessWords[token.Value])];
            result.AddError($"--witness takes one of {string.Join(", ", WitnessWords.Keys)}, not '{unknown.Value}'.");
            return null;
        },
    };

    private static ScriptedCall[]? ParseCalls(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split(',');
        if (parts.Length > MaximumCalls)
        {
            result.AddError($"--calls takes at most {MaximumCalls} calls, not {parts.Length}.");
            return null;
        }

        var calls = parts.Select(ParseCall).ToList();
        var bad = calls.FindIndex(call => call is null);
        if (bad < 0) return [.. calls.Select(call => call!)];
        result.AddError($"--calls takes PEER:TEXT,PEER:TEXT,… like 2:a,3:b or any:a,any:b, with texts of 1 to {MaximumText} characters; "
            + $"'{parts[bad]}' is none of these.");
        return null;
    }

    private static ScriptedCall? ParseCall(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || text.Length - colon - 1 is < 1 or > MaximumText) return null;
        if (text[..colon] == "any") return new ScriptedCall(ScriptedCall.AnyPeer, text[(colon + 1)..]);
        return int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var peer) && peer > 0
            ? new ScriptedCall(peer, text[(colon + 1)..])
            : null;
    }
}
