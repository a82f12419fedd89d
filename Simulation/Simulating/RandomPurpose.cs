namespace Course.Simulation.Simulating;

/// <summary>What random numbers are drawn for; each has its own stream.</summary>
internal enum RandomPurpose
{
    /// <summary>Delays and the order of deliveries.</summary>
    Schedule,

    /// <summary>Loss, duplication, cuts at a crash, random crashes.</summary>
    Faults,

    /// <summary>Pauses and texts of the application's calls; one stream for each sender.</summary>
    Inputs,
}
