using Course.Rpc.Calls;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Relaying;

/// <summary>
/// Lets the ordered calls of this peer share broadcasts. While none of its broadcasts is on its way a call goes to the relayer at once; what
/// is called before one has come back is gathered, and goes as one broadcast when it has, or when the bundle is full. There is no timer: a
/// lone call is never kept waiting, and what is kept waits for a relay that comes or for the end of the session. On the loop only.
/// </summary>
/// <remarks>
/// A broadcast has come back when its relay has reached this peer, not when it was delivered: a delivery may await what a call made
/// within it causes at another peer, and such a call must not wait for the delivery.
/// </remarks>
public sealed class Bundler : IRelayer, ISessionObserver
{
    /// <summary>The most bytes of a bundle of more than one call; a call that is longer goes alone.</summary>
    public const int MaximumBytes = 16 << 10;

    private static readonly MethodDescriptor Carry = Contract.Methods.Single();

    private readonly PeerName _self;
    private readonly IRelayer _relayer;
    private readonly ArgumentsCodec _codec;
    private readonly int _maximum;
    private readonly BundleWriter _gathered = new();
    private ApplicationCall? _only;
    private int _underWay;

    /// <param name="self">This peer.</param>
    /// <param name="relayer">A proxy to the current relayer.</param>
    /// <param name="codecFor">Encodes the arguments of a method.</param>
    /// <param name="maximum">The most calls of a bundle (<see cref="CouplerOptions.MaximumBundledCalls"/>).</param>
    public Bundler(PeerName self, IRelayer relayer, Func<MethodDescriptor, ArgumentsCodec> codecFor, int maximum)
    {
        _self = self;
        _relayer = relayer;
        _codec = codecFor(Carry);
        _maximum = maximum;
    }

    /// <summary>The contract of bundles.</summary>
    internal static ContractDescriptor Contract => ContractDescriptor.Of(typeof(IBundle));

    /// <inheritdoc/>
    public void Broadcast(ApplicationCall call)
    {
        if (_gathered.Bytes + call.Arguments.Length > MaximumBytes) Flush();
        _only = _gathered.Count == 0 ? call : null;
        _gathered.Write(call);
        if (_underWay == 0 || _gathered.Count == _maximum || _gathered.Bytes > MaximumBytes) Flush();
    }

    /// <summary>Sends what was gathered.</summary>
    public void Flush()
    {
        if (_gathered.Count == 0) return;
        _underWay++;
        // A bundle has no number of its own: nobody waits for it, only for its calls.
        var call = _only ?? new ApplicationCall(Contract.Name, Carry.Header, _self, 0, _codec.Encode([_gathered.Calls]));
        _only = null;
        _gathered.Clear();
        _relayer.Broadcast(call);
    }

    /// <summary>A relayer-client that tells the bundler what has come back, before it hands it on.</summary>
    public IRelayerClient Before(IRelayerClient client) => new Watch(this, client);

    void ISessionObserver.OnLeft(SessionMember member, LeaveReason reason, string detail)
    {
        // Without fault tolerance what a relayer took with it never comes back.
        _underWay = 0;
        Flush();
    }

    void ISessionObserver.OnEnded(LeaveReason reason, string detail)
    {
        _only = null;
        _gathered.Clear();
    }

    private void Returned()
    {
        if (_underWay > 0) _underWay--;
        Flush();
    }

    private sealed class Watch(Bundler bundler, IRelayerClient client) : IRelayerClient
    {
        public void Relay(ApplicationCall call)
        {
            if (call?.Caller == bundler._self) bundler.Returned();
            client.Relay(call!);
        }
    }
}
