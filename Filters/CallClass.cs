namespace Course.Filters;

/// <summary>What an envelope is to the fault-tolerance filter.</summary>
public enum CallClass
{
    /// <summary>Plain RPC and answers: passed on untouched.</summary>
    Other,

    /// <summary>An application call from a client to the relayer.</summary>
    Broadcast,

    /// <summary>An application call from the relayer to a client.</summary>
    Relay,

    /// <summary>A message between fault-tolerance managers: acknowledgement, report, finish-synchronization, left.</summary>
    ManagerMessage,
}
