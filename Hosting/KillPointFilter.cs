using Course.Relaying;
using Course.Rpc.Filtering;
using Course.Rpc.Transport;

namespace Course.Hosting;

/// <summary>
/// A filter that kills the process in the middle of a multicast. It stands next to the wire, where relays pass one by one, each traced
/// before; all bytes that it let pass are handed to the operating system first.
/// </summary>
/// <param name="point">Where.</param>
/// <param name="self">This peer: its own relay is no send to another peer.</param>
/// <param name="flush">Completes when all frames sent so far have been taken by the operating system.</param>
/// <param name="kill">Ends the process at once, without any clean-up.</param>
internal sealed class KillPointFilter(KillPoint point, PeerName self, Func<Task> flush, Action kill) : ISendReceiveFilter
{
    private ReadOnlyMemory<byte> _wrapping;
    private int _broadcasts;
    private int _sends;

    public void OnSend(in Envelope envelope, FilterPosition at)
    {
        var isRelay = envelope.Target == nameof(IRelayerClient) && envelope.Kind == EnvelopeKind.OneWay;
        if (isRelay) Count(envelope);
        if (isRelay && IsReached) FlushAndKill();
        at.SendOn(envelope);
        if (!isRelay || envelope.To == self) return;
        _sends++;
        if (IsReached) FlushAndKill();
    }

    public void OnReceive(in Envelope envelope, FilterPosition at) => at.DeliverOn(envelope);

    private bool IsReached => _broadcasts == point.Broadcast && _sends == point.Sends;

    private void Count(in Envelope envelope)
    {
        // The relays of one broadcast share their wrapping; a new one is a new broadcast.
        if (envelope.Wrapping.Equals(_wrapping)) return;
        (_wrapping, _broadcasts, _sends) = (envelope.Wrapping, _broadcasts + 1, 0);
    }

    private void FlushAndKill()
    {
        // The loop stands still here on purpose: nothing may be sent between the flush and the end. Its context would refuse the wait.
        SynchronizationContext.SetSynchronizationContext(null);
        Task.Run(flush).Wait();
        kill();
    }
}
