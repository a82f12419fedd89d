using Course.Peers;
using Course.Rpc.Serialization;
using Course.Tests.Peers.Contract;

namespace Course.Tests.Peers;

[TestFixtureSource(typeof(Variant), nameof(Variant.All))]
public sealed class SteppedSessionContractTests(string buffering, string serializer) : SessionContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        Task.FromResult<IContractSession>(new SteppedContractSession(peers, ordering, with));
}

[TestFixtureSource(typeof(Variant), nameof(Variant.FaultTolerant))]
public sealed class SteppedFaultToleranceContractTests(string buffering, string serializer) : FaultToleranceContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        Task.FromResult<IContractSession>(new SteppedContractSession(peers, ordering, with));
}

[TestFixtureSource(typeof(Variant), nameof(Variant.All))]
public sealed class FreeSessionContractTests(string buffering, string serializer) : SessionContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        Task.FromResult<IContractSession>(new FreeContractSession(peers, ordering, with));
}

[TestFixtureSource(typeof(Variant), nameof(Variant.FaultTolerant))]
public sealed class FreeFaultToleranceContractTests(string buffering, string serializer) : FaultToleranceContract(buffering, serializer)
{
    private protected override Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with) =>
        Task.FromResult<IContractSession>(new FreeContractSession(peers, ordering, with));
}
