using Course.Rpc.Calls;

namespace Course.Relaying.Bundling;

/// <summary>An ordered call on its way from its caller to the loop.</summary>
/// <param name="Contract">The replicated contract.</param>
/// <param name="Method">Its method.</param>
/// <param name="Arguments">The encoded arguments.</param>
/// <param name="Slab">The memory in which they lie.</param>
/// <param name="Completion">Who awaits the call, if anybody.</param>
/// <param name="Cancellation">Ends that wait.</param>
internal readonly record struct GatheredCall(
    ContractDescriptor Contract, MethodDescriptor Method, ReadOnlyMemory<byte> Arguments, CallSlab Slab,
    CallCompletion? Completion, CancellationTokenRegistration Cancellation);
