using Course.Rpc.Transport;

namespace Course.Relaying.Bundling;

/// <summary>A call on its way in a bundle.</summary>
/// <param name="Contract">The name of the replicated contract.</param>
/// <param name="Header">The called method, <c>Name(Type,Type)</c>.</param>
/// <param name="Caller">The peer whose application made the call.</param>
/// <param name="Number">The number of the call at its caller, from 1.</param>
/// <param name="IsOwn">Whether the application of this peer made it.</param>
/// <param name="Arguments">The encoded arguments.</param>
internal readonly record struct BundledCall(
    string Contract, string Header, PeerName Caller, long Number, bool IsOwn, ReadOnlyMemory<byte> Arguments);
