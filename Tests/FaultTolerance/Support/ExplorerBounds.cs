namespace Course.Tests.FaultTolerance;

/// <summary>Bounds of a random schedule that are not to be drawn.</summary>
/// <param name="Peers">2 to 5.</param>
/// <param name="Broadcasts">Of all peers together.</param>
/// <param name="Crashes">At most; the last peer never dies.</param>
/// <param name="Suspicions">0 or 1: how often a live peer is taken for dead, at most. It needs three live peers.</param>
/// <param name="LeavesAreTold">Off: each peer learns of a leave from its own link alone.</param>
internal sealed record ExplorerBounds(int Peers, int Broadcasts, int Crashes, int Suspicions, bool LeavesAreTold);
