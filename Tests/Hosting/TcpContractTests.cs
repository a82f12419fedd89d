using Course.Peers;
using Course.Rpc.Serialization;
using Course.Tests.Peers.Contract;

namespace Course.Tests.Hosting;

[TestFixtureSource(typeof(Variant), nameof(Variant.All))]
public sealed class TcpSessionContractTests(string buffering, string serializer) : SessionContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        TcpContractSession.OpenAsync(peers, ordering, with);
}

[TestFixtureSource(typeof(Variant), nameof(Variant.FaultTolerant))]
public sealed class TcpFaultToleranceContractTests(string buffering, string serializer) : FaultToleranceContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        TcpContractSession.OpenAsync(peers, ordering, with);
}
