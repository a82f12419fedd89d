namespace Course.FaultTolerance;

/// <summary>A broadcast as the managers keep it: waiting for a number, or in a log under its number.</summary>
internal readonly record struct Broadcast(BroadcastId Id, Body Body);
