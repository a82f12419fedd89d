namespace Course.Rpc.Transport;

/// <summary>Why a process left the session, as far as this peer can tell.</summary>
public enum LeaveReason
{
    /// <summary>It said so: its application ended the session, or its user pressed Ctrl+C.</summary>
    Goodbye,

    /// <summary>The connection to it broke or could not be made.</summary>
    ConnectionLost,

    /// <summary>Nothing was heard from it for longer than the bound; a synchronous system takes that for death.</summary>
    Silent,

    /// <summary>Another peer saw it leave and told everybody, so that one lost link is one exclusion for all.</summary>
    Excluded,

    /// <summary>Its hello was refused (name, secret, version).</summary>
    Refused,

    /// <summary>It sent bytes that break the format or a limit.</summary>
    BadFrame,

    /// <summary>The peer itself could not go on: an invariant of the protocol was broken, or a bound was exceeded.</summary>
    Faulted,
}
