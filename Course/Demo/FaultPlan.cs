using Course.Hosting;

namespace Course.Commands.Demo;

/// <summary>What a demo does to its peers.</summary>
internal enum FaultKind
{
    /// <summary>Nothing: all peers live to the end.</summary>
    None,

    /// <summary>SIGKILL to the current relayer.</summary>
    KillRelayer,

    /// <summary>SIGKILL to a peer that is not the relayer.</summary>
    KillClient,

    /// <summary>The first relayer kills itself inside a multicast, at a fault point in its transport.</summary>
    KillAt,

    /// <summary>SIGSTOP to the relayer; SIGCONT when the others have gone on without it.</summary>
    Stop,
}

/// <summary>The faults of one run.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Count">How often; 0 for <see cref="FaultKind.None"/>. After a <see cref="FaultKind.KillAt"/> the next are SIGKILL.</param>
/// <param name="At">The fault point of <see cref="FaultKind.KillAt"/>, else null.</param>
internal sealed record FaultPlan(FaultKind Kind, int Count, KillPoint? At = null)
{
    public override string ToString() => Kind switch
    {
        FaultKind.None => "no fault",
        FaultKind.KillRelayer => $"kill relayer × {Count}",
        FaultKind.KillClient => $"kill client × {Count}",
        FaultKind.KillAt => $"kill at {At!.Broadcast}:{At.Sends}" + (Count > 1 ? $", kill relayer × {Count - 1}" : ""),
        _ => "stop relayer",
    };
}
