using Course.Rpc.Calls;
using Course.Rpc.Transport;

namespace Course.Relaying;

/// <summary>
/// A call of the application on its way through the relayer. The relayer passes it on without looking inside; only the in-coupler of
/// each peer decodes the arguments.
/// </summary>
/// <param name="Contract">The name of the replicated contract.</param>
/// <param name="Header">The called method, <c>Name(Type,Type)</c>.</param>
/// <param name="Caller">The peer whose application made the call.</param>
/// <param name="Number">The number of the call at its caller, from 1, by which the caller finds who waits for the result.</param>
/// <param name="Arguments">The encoded arguments.</param>
[PassedOn]
public sealed record ApplicationCall(string Contract, string Header, PeerName Caller, long Number, ReadOnlyMemory<byte> Arguments)
{
    public override string ToString() => $"{Contract}.{Header} (call {Number} of '{Caller}')";
}
