using System.CommandLine;
using System.Globalization;
using Course.Benchmarks.Children;
using Course.Commands;
using Course.Commands.Options;

namespace Course.Benchmarks.Options;

/// <summary>The options that several commands share.</summary>
internal static class BenchmarkOptions
{
    public static Option<string?> Peers(IReadOnlyList<string> names, IReadOnlyList<string> usual) => new("--peers")
    {
        Description = $"the systems, with commas between them: {string.Join(", ", names)} (default: {string.Join(",", usual)})",
        HelpName = "NAMES",
    };

    public static Option<string?> Cores() => new("--cores")
    {
        Description = "where the processes run, with commas between: one (all on the same core), own (each on another), any (where the "
            + "system puts them) (default: one,own,any)",
        HelpName = "NAMES",
    };

    public static Option<int?> Receivers() =>
        OptionParsers.Whole("--receivers", "receiving processes beside the hub (default: 3)", 2, 200);

    public static Option<int?> Size() =>
        OptionParsers.Whole("--size", "characters of each text, one byte each (default: 100)", 8, 16_384);

    public static Option<int?> Runs(int usual = 7) =>
        OptionParsers.Whole("--runs", $"interleaved runs of each system (default: {usual})", 1, 1000);

    public static Option<int?> Messages() =>
        OptionParsers.Whole("--messages", "messages of a run (default: what the system does in --seconds)", 1, 100_000_000);

    public static Option<TimeSpan?> Seconds() =>
        OptionParsers.Seconds("--seconds", "about how long each run takes, in the place of --messages (default: 1)", 0.01, 600);

    public static Option<TimeSpan?> WarmUp() =>
        OptionParsers.Seconds("--warm-up", "how long each system runs before it is measured (default: 2)", 0, 600);

    public static Option<TimeSpan?> Guard() =>
        OptionParsers.Seconds("--guard", "what takes longer in all is a hang (default: 1800)", 1, 86_400);

    public static Option<string?> Json() => new("--json") { Description = "file for all figures", HelpName = "FILE" };

    public static Option<string?> Plot() => new("--plot") { Description = "file for a bar chart, SVG", HelpName = "FILE" };

    /// <summary>The systems that a text names.</summary>
    /// <exception cref="CommandException">One of them is unknown, or named twice, or none is installed.</exception>
    public static IReadOnlyList<string> ReadPeers(string? text, IReadOnlyList<string> names, IReadOnlyList<string> usual) =>
        ReadNames("--peers", "a system", text, names, usual, Systems.Missing);

    /// <summary>The placements that a text names.</summary>
    /// <exception cref="CommandException">One of them is unknown, or named twice, or none can be had here.</exception>
    public static IReadOnlyList<Placement> ReadCores(string? text)
    {
        var all = new[] { Placement.One, Placement.Own, Placement.Any }.ToDictionary(Name);
        string[] names = [.. all.Keys];
        var there = ReadNames("--cores", "a placement", text, names, names, name => Children.Cores.Missing(all[name]));
        return [.. there.Select(name => all[name])];
    }

    /// <summary>As it is written on the command line.</summary>
    public static string Name(Placement placement) => placement.ToString().ToLowerInvariant();

    private static List<string> ReadNames(
        string option, string what, string? text, IReadOnlyList<string> names, IReadOnlyList<string> usual, Func<string, string?> missing)
    {
        var chosen = text?.Split(',', StringSplitOptions.TrimEntries) ?? [.. usual];
        foreach (var name in chosen)
        {
            if (!names.Contains(name)) throw new CommandException($"{option} takes some of {string.Join(", ", names)}, not '{name}'.");
        }

        if (chosen.Distinct().Count() < chosen.Length) throw new CommandException($"{option} names {what} twice: '{text}'.");
        var there = new List<string>();
        foreach (var name in chosen)
        {
            if (missing(name) is { } reason) Console.Error.WriteLine($"{option} {name} is left out: {reason}");
            else there.Add(name);
        }

        return there.Count > 0 ? there : throw new CommandException($"{option} names nothing that is there.");
    }

    /// <summary>A number as tables show it, with thousands apart.</summary>
    public static string Number(double value, string format = "N0") => value.ToString(format, CultureInfo.InvariantCulture);
}
