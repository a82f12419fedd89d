using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Joining;

/// <summary>
/// A peer's connection to the rendezvous, from its welcome on. It stays open: its end tells the rendezvous that the peer is gone.
/// </summary>
internal sealed class ControlConnection(Connection connection, SessionAddress address, int joinNumber) : IDisposable
{
    /// <summary>Where the rendezvous is, with the port that was found when it is hosted here.</summary>
    public SessionAddress Address => address;

    public int JoinNumber => joinNumber;

    /// <summary>Waits for the member list.</summary>
    /// <exception cref="IOException">The rendezvous was lost.</exception>
    /// <exception cref="BadFrameException">It sent something else.</exception>
    public async Task<StartMessage> ReadStartAsync()
    {
        var frame = await HelloStream.ReadAsync(
            connection.Stream, StartMessage.MaximumPayload, CancellationToken.None).ConfigureAwait(false);
        return frame.Type == FrameType.Start
            ? StartMessage.Read(frame)
            : throw new BadFrameException($"a frame with tag {(byte)frame.Type} where {FrameType.Start} was expected");
    }

    public void Dispose() => connection.Dispose();
}
