using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;

namespace Course.Relaying.Bundling;

/// <summary>Both halves of a peer that bundles its ordered calls: stands where its couplers stand.</summary>
public sealed class Bundles : IDisposable
{
    private readonly Bundler _bundler;
    private readonly Unbundler _unbundler;

    /// <param name="loop">The peer's loop.</param>
    /// <param name="connections">Who this peer is, and whether its session goes on.</param>
    /// <param name="relayer">A proxy to the current relayer.</param>
    /// <param name="inCoupler">Delivers bundles, as it delivers any call.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="maximumUnderWay">As of <see cref="Bundler"/>.</param>
    public Bundles(
        PeerLoop loop, ConnectionManager connections, IRelayer relayer, InCoupler inCoupler, CouplerOptions options, int? maximumUnderWay)
    {
        _bundler = new Bundler(loop, connections, relayer, options, maximumUnderWay);
        _unbundler = new Unbundler(loop, connections, _bundler);
        // A bundle has our format, whatever serializer the arguments of its calls are encoded by.
        var serializer = new MessagePackMessageSerializer(sharesInput: true);
        inCoupler.Add(ContractDescriptor.Of(typeof(IBundle)), _unbundler, method => new ArgumentsCodec(method, serializer.CodecFor));
    }

    /// <summary>Hears the session.</summary>
    public ISessionObserver Observer => _bundler;

    /// <summary>As <see cref="Unbundler.Delivering"/>.</summary>
    public string? Delivering => _unbundler.Delivering;

    /// <summary>As <see cref="InCoupler.Faulted"/>.</summary>
    public event Action<Exception> Faulted
    {
        add => _unbundler.Faulted += value;
        remove => _unbundler.Faulted -= value;
    }

    /// <summary>A proxy whose calls may share broadcasts. Any thread may call it.</summary>
    public T Ordered<T>(ContractDescriptor contract, Func<MethodDescriptor, ArgumentsCodec> codecFor) where T : class =>
        _bundler.Ordered<T>(contract, codecFor);

    /// <summary>Gives the local replica of a contract. On the loop.</summary>
    public void Add(ContractDescriptor contract, object target, Func<MethodDescriptor, ArgumentsCodec> codecFor) =>
        _unbundler.Add(contract, target, codecFor);

    /// <summary>A relayer-client that sees which of this peer's broadcasts have come back, and hands everything on.</summary>
    public IRelayerClient Before(IRelayerClient client) => _bundler.Before(client);

    /// <summary>Sends what was gathered, whatever is under way: this peer leaves. On the loop.</summary>
    public void Flush() => _bundler.Flush();

    /// <inheritdoc/>
    public void Dispose() => _bundler.Dispose();
}
