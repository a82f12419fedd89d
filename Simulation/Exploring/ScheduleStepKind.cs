namespace Course.Simulation.Exploring;

/// <summary>What a step of a schedule is.</summary>
public enum ScheduleStepKind
{
    /// <summary>An item of the link <c>Other → Peer</c> is received.</summary>
    Deliver,

    /// <summary>The peer makes its next call.</summary>
    Call,

    /// <summary>The peer crashes; <see cref="ScheduleStep.Kept"/> items of each outgoing link survive.</summary>
    Crash,

    /// <summary>The peer says goodbye.</summary>
    Leave,

    /// <summary>The peer takes <c>Other</c> for dead.</summary>
    Suspect,

    /// <summary>The heartbeat of the peer ticks.</summary>
    Tick,

    /// <summary>An item of the link <c>Other → Peer</c> is lost.</summary>
    Lose,

    /// <summary>An item of the link <c>Other → Peer</c> comes once more.</summary>
    Duplicate,
}
