using Course.FaultTolerance;

namespace Course.Simulation.Simulating;

/// <summary>How a directed link of the simulated network behaves. By default reliable and in order, as calls over TCP are.</summary>
public sealed record LinkOptions
{
    /// <summary>
    /// First in, first out, or a bag: any frame in flight may come next. The end of a link comes behind its frames in both cases.
    /// Default: <see cref="LinkOrder.Fifo"/>.
    /// </summary>
    public LinkOrder Order { get; init; } = LinkOrder.Fifo;

    /// <summary>The least time that a frame takes. Default 1 ms; 0 to 1 h.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>What the seed may add to the delay of each frame, at most. Default 1 ms; 0 to 1 h.</summary>
    public TimeSpan Variation { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// The probability that a frame is lost, 0 to 1. Default 0. Frames that meet a partition are lost as well, if it is not 0.
    /// </summary>
    public double Loss { get; init; }

    /// <summary>The probability that a frame comes twice, 0 to 1. Default 0.</summary>
    public double Duplication { get; init; }

    internal bool IsLossy => Loss > 0;

    /// <summary>Frames arrive once and in order: both ends count them alike.</summary>
    internal bool CountsAgree => Order == LinkOrder.Fifo && Loss == 0 && Duplication == 0;

    internal void Validate(string where)
    {
        OptionRules.Range(where + nameof(Delay), Delay, TimeSpan.Zero, TimeSpan.FromHours(1));
        OptionRules.Range(where + nameof(Variation), Variation, TimeSpan.Zero, TimeSpan.FromHours(1));
        OptionRules.Range(where + nameof(Loss), Loss, 0, 1);
        OptionRules.Range(where + nameof(Duplication), Duplication, 0, 1);
        if (!Enum.IsDefined(Order))
        {
            throw new ArgumentException(
                $"{where}{nameof(Order)} is {Order}: choose one of {string.Join(", ", Enum.GetNames<LinkOrder>())}.");
        }
    }
}
