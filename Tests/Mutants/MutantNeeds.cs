namespace Course.Tests.Mutants;

/// <summary>
/// The smallest bounds known in which a mutant shows its symptom, as <c>key=value</c> words. A word that is left out has its default.
/// The text itself is a good argument for a driver, which reads it back with <see cref="Parse"/> inside the mutant's world.
/// </summary>
public sealed record MutantNeeds
{
    /// <summary><c>peers</c>, 2 to 5; default 3.</summary>
    public int Peers { get; private init; } = 3;

    /// <summary><c>broadcasts</c> of all peers together, 0 to 16; default 1.</summary>
    public int Broadcasts { get; private init; } = 1;

    /// <summary><c>crashes</c>, 0 to 4; default 0.</summary>
    public int Crashes { get; private init; }

    /// <summary><c>suspicions</c>: live peers that another takes for dead, 0 or 1; default 0.</summary>
    public int Suspicions { get; private init; }

    /// <summary><c>buffering</c>: distributed or replicated; null, the default, when it shows under either.</summary>
    public Buffering? Buffering { get; private init; }

    /// <summary><c>links</c>: fifo, the default, or unordered, which may also deliver twice.</summary>
    public LinkOrder Links { get; private init; } = LinkOrder.Fifo;

    /// <summary><c>left</c>: on, the default, or off: peers do not tell one another who has left.</summary>
    public bool LeavesAreTold { get; private init; } = true;

    /// <summary><c>window</c> of replicated buffering, 2 to 16; default 4.</summary>
    public int Window { get; private init; } = 4;

    /// <summary><c>acknowledge-every</c> of replicated buffering, 1 to 8; default 2.</summary>
    public int AcknowledgeEvery { get; private init; } = 2;

    /// <summary><c>only</c>: where the symptom can be seen when ordinary runs never show it; see <see cref="MutantScope"/>.</summary>
    public MutantScope Only { get; private init; } = MutantScope.Anywhere;

    /// <summary>The words as they stand in the patch.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The bufferings under which to try: the one that is needed, or both.</summary>
    public IReadOnlyList<Buffering> Bufferings =>
        Buffering is { } one ? [one] : Enum.GetValues<Buffering>();

    /// <summary>The options of the managers under one of them.</summary>
    public FaultToleranceOptions OptionsUnder(Buffering buffering) =>
        new() { Buffering = buffering, Links = Links, Window = Window, AcknowledgeEvery = AcknowledgeEvery };

    /// <exception cref="MutantException">A word is unknown or its value is out of range; the text names it and what is allowed.</exception>
    public static MutantNeeds Parse(string text)
    {
        var needs = new MutantNeeds { Text = text };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, "");
            needs = key switch
            {
                "peers" => needs with { Peers = Number(word, value, 2, 5) },
                "broadcasts" => needs with { Broadcasts = Number(word, value, 0, 16) },
                "crashes" => needs with { Crashes = Number(word, value, 0, 4) },
                "suspicions" => needs with { Suspicions = Number(word, value, 0, 1) },
                "buffering" => needs with { Buffering = Choice<Buffering>(word, value) },
                "links" => needs with { Links = Choice<LinkOrder>(word, value) },
                "left" => needs with { LeavesAreTold = Choice<OnOff>(word, value) == OnOff.On },
                "window" => needs with { Window = Number(word, value, 2, 16) },
                "acknowledge-every" => needs with { AcknowledgeEvery = Number(word, value, 1, 8) },
                "only" => needs with { Only = Choice<MutantScope>(word, value) },
                _ => throw new MutantException(
                    $"needs: '{word}' is unknown. Known: peers, broadcasts, crashes, suspicions, buffering, links, left, window, "
                    + "acknowledge-every, only; each as key=value."),
            };
        }

        return needs;
    }

    public override string ToString() => Text;

    private enum OnOff
    {
        Off,
        On,
    }

    private static int Number(string word, string value, int least, int most) =>
        int.TryParse(value, out var number) && number >= least && number <= most
            ? number
            : throw new MutantException($"needs: '{word}' is no number from {least} to {most}.");

    private static TChoice Choice<TChoice>(string word, string value) where TChoice : struct, Enum
    {
        foreach (var choice in Enum.GetValues<TChoice>())
        {
            var isMeant = value.Replace("-", "", StringComparison.Ordinal).Equals(choice.ToString(), StringComparison.OrdinalIgnoreCase);
            if (isMeant) return choice;
        }

        throw new MutantException($"needs: '{word}' is none of {string.Join(", ", Enum.GetNames<TChoice>()).ToLowerInvariant()}.");
    }
}
