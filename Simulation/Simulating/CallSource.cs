using System.Globalization;
using System.Text;

namespace Course.Simulation.Simulating;

/// <summary>The calls that one peer's application makes: how many, with which texts, after which pauses.</summary>
internal sealed class CallSource(SimulationOptions options, string name, int index, int calls)
{
    private readonly TimedCall[]? _script =
        options.Calls is { } script ? [.. script.Where(call => call.Peer == name).OrderBy(call => call.Time)] : null;

    private readonly SeededRandom _random = new(options.Seed, RandomPurpose.Inputs, index);
    private int _made;

    /// <summary>How many calls are still to be made.</summary>
    public int Left => (_script?.Length ?? calls) - _made;

    /// <summary>The pause before the next call.</summary>
    public TimeSpan NextPause() => _script is null ? _random.UpTo(options.Pause)
        : _made == 0 ? _script[0].Time
        : _script[_made].Time - _script[_made - 1].Time;

    /// <summary>The next text: its sender and number, filled up with letters.</summary>
    public string NextText()
    {
        if (_script is not null) return _script[_made++].Text;
        var text = new StringBuilder(options.TextLength).Append(name).Append('-').Append((++_made).ToString(CultureInfo.InvariantCulture));
        if (text.Length < options.TextLength) text.Append(' ');
        while (text.Length < options.TextLength) text.Append((char)('a' + _random.Below(26)));
        return text.ToString();
    }
}
