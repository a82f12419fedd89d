namespace Course.Rpc.Tracing;

/// <summary>The layers whose events a trace may be asked for.</summary>
[Flags]
public enum TraceLayers
{
    /// <summary>No events.</summary>
    None = 0,

    /// <summary>Broadcasts, relays and acknowledgements between peers.</summary>
    Messages = 1,

    /// <summary>Deliveries to the application's replicas, failed ones included.</summary>
    Deliveries = 2,

    /// <summary>Start, joins, leaves and the end of the session.</summary>
    Membership = 4,

    /// <summary>The synchronization phase: elections, reports, finishes, held broadcasts.</summary>
    Synchronization = 8,

    /// <summary>Everything.</summary>
    All = Messages | Deliveries | Membership | Synchronization,
}
