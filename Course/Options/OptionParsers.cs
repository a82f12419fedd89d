using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Course.FaultTolerance;
using Course.Hosting;
using Course.Simulation.Simulating;

namespace Course.Commands.Options;

/// <summary>Options whose errors name the option, its rule and the text that breaks it.</summary>
internal static class OptionParsers
{
    /// <summary>A whole number within a range.</summary>
    public static Option<int?> Whole(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parse<int?>(
            result,
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most ? value : null,
            $"{name} takes a whole number from {least} to {most}"),
    };

    /// <summary>The address to listen on.</summary>
    public static Option<IPAddress> Address() => new("--listen")
    {
        Description = "address to listen on; anything but loopback needs a --secret (default: 127.0.0.1)",
        HelpName = "ADDRESS",
        CustomParser = result => Parse<IPAddress>(
            result, text => IPAddress.TryParse(text, out var address) ? address : null,
            "--listen takes an IP address like 127.0.0.1 or ::1"),
    };

    /// <summary>A time in seconds, fractions allowed.</summary>
    public static Option<TimeSpan?> Seconds(string name, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result => Parse<TimeSpan?>(
            result,
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most ? TimeSpan.FromSeconds(value) : null,
            string.Create(CultureInfo.InvariantCulture, $"{name} takes seconds from {least} to {most}")),
    };

    /// <summary>A time with a unit, as fault scripts write it.</summary>
    public static Option<TimeSpan?> Time(string name, string description, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => Parse<TimeSpan?>(
            result,
            text => DurationText.TryParse(text, out var time) && time >= least && time <= most ? time : null,
            $"{name} takes a time with its unit, us, ms, s or min, from {DurationText.Of(least)} to {DurationText.Of(most)}, like 20ms"),
    };

    /// <summary>A probability.</summary>
    public static Option<double?> Probability(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "P",
        CustomParser = result => Parse<double?>(
            result,
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value <= 1 ? value : null,
            $"{name} takes a probability from 0 to 1"),
    };

    /// <summary>One of a few words.</summary>
    public static Option<T?> Word<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = string.Join('|', words.Keys),
            CustomParser = result => Parse<T?>(
                result,
                text => words.TryGetValue(text, out var value) ? value : null,
                $"{name} takes one of {string.Join(", ", words.Keys)}"),
        };

    /// <summary>The two bufferings.</summary>
    public static Option<Buffering?> Buffering(string name = "--buffering") => Word(
        name,
        "how received relays are kept for those who may lack them (default: replicated)",
        new Dictionary<string, Buffering>(StringComparer.Ordinal)
        {
            ["distributed"] = FaultTolerance.Buffering.Distributed,
            ["replicated"] = FaultTolerance.Buffering.Replicated,
        });

    /// <summary>A fault point K:J.</summary>
    public static Option<KillPoint?> KillAt(string description) => new("--kill-at")
    {
        Description = description,
        HelpName = "K:J",
        CustomParser = result => Parse(
            result,
            TryKillPoint,
            "--kill-at takes K:J, the number K (from 1) of a broadcast and the number J (from 0) of sends that still leave, like 100:1"),
    };

    private static KillPoint? TryKillPoint(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var broadcast)
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sends)
            && broadcast >= 1
            ? new KillPoint(broadcast, sends)
            : null;
    }

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> parse, string rule)
    {
        var text = result.Tokens[0].Value;
        var value = parse(text);
        if (value is null) result.AddError($"{rule}, not '{text}'.");
        return value;
    }
}
