namespace Course.Simulation.Checking;

/// <summary>What became of a peer. Only a <see cref="Correct"/> one belongs to C, the peers that owe the quiet properties.</summary>
public enum PeerFate
{
    /// <summary>Never crashed, left or was excluded in the run.</summary>
    Correct,

    /// <summary>Crashed, or was killed.</summary>
    Killed,

    /// <summary>Hung for longer than the bound (SIGSTOP), and may have been awakened later.</summary>
    Stopped,

    /// <summary>The others declared it gone while it lived.</summary>
    Excluded,

    /// <summary>Said goodbye before the run was over.</summary>
    Left,
}
