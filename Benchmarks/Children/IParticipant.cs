using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Children;

/// <summary>The hub of a system, or one of its members, in a process of its own.</summary>
internal interface IParticipant : IAsyncDisposable
{
    /// <summary>What this participant delivers into; null for a hub that only passes on.</summary>
    DeliveryCheck? Check { get; }

    /// <summary>Opens the hub: complete when others may connect. Or connects to it: complete when messages may be sent.</summary>
    /// <param name="address">Where the hub is; null for the hub itself.</param>
    /// <returns>Where the hub is.</returns>
    Task<string> StartAsync(string? address);
}
