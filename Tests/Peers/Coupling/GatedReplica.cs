namespace Course.Tests.Peers.Coupling;

/// <summary>A replica whose <see cref="Append"/> ends when a test says so, on its thread, and whose <see cref="Note"/> throws.</summary>
internal sealed class GatedReplica : ILog
{
    public TaskCompletionSource<int> Gate { get; } = new();

    public Task<int> Append(string text) => Gate.Task;

    public void Note(string text) => throw new NotSupportedException("no notes here");
}
