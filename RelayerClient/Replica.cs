using Course.Rpc.Calls;
using Course.Rpc.Loops;

namespace Course.Relaying;

/// <summary>An application object of which every peer has one: carries out the ordered calls of its contract.</summary>
internal sealed class Replica
{
    private readonly Dictionary<string, ReplicaMethod> _methods = new(StringComparer.Ordinal);

    public Replica(
        object target, ContractDescriptor contract, Func<MethodDescriptor, ArgumentsCodec> codecFor, PeerLoop loop)
    {
        Target = target;
        Contract = contract;
        foreach (var method in contract.Methods)
        {
            var context = new DeliveryContext(loop, method.ToString());
            _methods.Add(method.Header, new ReplicaMethod(method, codecFor(method), context));
        }
    }

    public object Target { get; }

    public ContractDescriptor Contract { get; }

    /// <exception cref="MissingMethodException">The contract here has no such method.</exception>
    public ReplicaMethod this[string header] => _methods.TryGetValue(header, out var method)
        ? method
        : throw new MissingMethodException($"{Contract.Name} has no method {header} at this peer. Do all peers run the same contract?");
}

/// <summary>A method of a replica, with its codec and the context in which it runs.</summary>
internal sealed record ReplicaMethod(MethodDescriptor Method, ArgumentsCodec Arguments, DeliveryContext Context);
