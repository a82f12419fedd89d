namespace Course.Rpc.Calls;

/// <summary>An object that can be called from afar.</summary>
/// <param name="Contract">What it can be asked.</param>
/// <param name="Target">The object; implements the contract.</param>
internal sealed record RegisteredObject(ContractDescriptor Contract, object Target);
