using System.Globalization;
using System.Text;

namespace Course.Simulation.Simulating;

/// <summary>The calls that one peer's application makes: how many, with which texts, after which pauses.</summary>
internal sealed class CallSource(SimulationOptions options, string name, int index, int calls)
{
    private readonly SeededRandom _random = new(options.Seed, RandomPurpose.Inputs, index);
    private int _made;

    /// <summary>How many calls are still to be made.</summary>
    public int Left => calls - _made;

    /// <summary>The pause before the next call.</summary>
    public TimeSpan NextPause() => _random.UpTo(options.Pause);

    /// <summary>The next text: its sender and number, filled up with letters.</summary>
    public string NextText()
    {
        var text = new StringBuilder(options.TextLength).Append(name).Append('-').Append((++_made).ToString(CultureInfo.InvariantCulture));
        if (text.Length < options.TextLength) text.Append(' ');
        while (text.Length < options.TextLength) text.Append((char)('a' + _random.Below(26)));
        return text.ToString();
    }
}
