namespace Course.Benchmarks.Children;

/// <summary>A member that survives the hub.</summary>
internal interface IWatchesHub
{
    /// <summary>Called where deliveries happen, when the hub is known to have left.</summary>
    Action? HubLeft { get; set; }
}
