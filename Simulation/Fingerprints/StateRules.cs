using System.Reflection;
using Course.Rpc.Calls;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Tracing;

namespace Course.Simulation.Fingerprints;

/// <summary>
/// What of the kit's own objects is no state: leaving it out cannot hide a difference in behaviour. Everything else is walked, whoever
/// wrote it; so students owe nothing, and can exempt nothing.
/// </summary>
internal static class StateRules
{
    /// <summary>Fields, as <c>Type.Field</c>, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> IgnoredFields { get; } = new Dictionary<string, string>
    {
        ["Course.Rpc.Calls.EnvelopeCodec._texts"] = "a cache of texts",
        ["Course.Rpc.Calls.EnvelopeCodec._frames"] = "room for frames that are not written yet",
        ["Course.Rpc.Calls.EnvelopeCodec._lastEncoded"] = "a cache of one frame",
        ["Course.Rpc.Calls.EnvelopeCodec._lastFrame"] = "a cache of one frame",
        ["Course.Rpc.Calls.WireEnd._sent"] = "numbers frames for the trace only",
        ["Course.Rpc.Calls.WireEnd._received"] = "numbers frames for the trace only",
        ["Course.Rpc.Calls.BindingTable._bindings"] = "a cache: one value for each method",
        ["Course.Rpc.Calls.Dispatcher._arguments"] = "a cache of the arguments of one call",
        ["Course.Rpc.Calls.Dispatcher._payload"] = "a cache of the arguments of one call",
        ["Course.Rpc.Sessions.ConnectionManager._onParts"] = "the same way as _onFrame",
        ["Course.Relaying.CouplerOptions.<MaximumBundledCalls>k__BackingField"] = "the same in every state of the run",
        ["Course.Peers.Peer._bundles"] = "a peer of a simulation bundles nothing",
        ["Course.Rpc.Sessions.ConnectionManager.<All>k__BackingField"] = "the same names stand in _others",
        ["Course.Rpc.Calls.RemoteReferences._names"] = "the same names stand in _exported",
        ["Course.Rpc.Calls.RemoteReferences._proxies"] = "a cache of proxies",
        ["Course.Filters.MemberTable._lastFound"] = "where to look first",
        ["Course.Filters.EffectRunner._lastWrapping"] = "a cache of one wrapping",
        ["Course.Filters.EffectRunner._lastWrapped"] = "a cache of one wrapping",
        ["Course.Simulation.Stepping.SteppedPeer._blueprint"] = "how every peer of the run is built",
        ["Course.Simulation.Stepping.SteppedPeer._disk"] = "an application that reads it holds it",
        ["Course.Simulation.Stepping.SimulatedDisk._journal"] = "only a crash reads it, and that ends the peer",
        ["Course.Simulation.Stepping.SteppedPeer._faults"] = "empty between two steps; told with the step",
        ["Course.Simulation.Stepping.StepTransport._members"] = "the same in every state of the run",
        ["Course.Simulation.Stepping.StepTransport._sends"] = "empty between two steps; told with the step",
        ["System.Threading.Tasks.Task.m_taskId"] = "tasks get their numbers when somebody looks at them",
    };

    /// <summary>Types that are told by their name alone: they hold nothing that a step changes.</summary>
    public static bool IsConstant(Type type) =>
        typeof(PeerLoop).IsAssignableFrom(type) // its queue is empty between two steps
        || typeof(SynchronizationContext).IsAssignableFrom(type)
        || typeof(TimeProvider).IsAssignableFrom(type) // time stands still, and timers are choices of the scenario
        || typeof(ITrace).IsAssignableFrom(type) // an observation, which is compared apart
        || typeof(IMessageSerializer).IsAssignableFrom(type)
        || typeof(IValueCodec).IsAssignableFrom(type)
        || type == typeof(ArgumentsCodec)
        || type == typeof(object);

    /// <summary>Objects that are told by a text. Whether one is, its type decides.</summary>
    public static string? TextOf(object value) => value switch
    {
        string text => text,
        Type type => type.ToString(),
        MemberInfo member => $"{member.DeclaringType}.{member}",
        MethodDescriptor method => method.ToString(),
        ContractDescriptor contract => contract.Name,
        Exception exception => $"{exception.GetType()}: {exception.Message}",
        System.Globalization.CultureInfo culture => culture.Name,
        _ => null,
    };
}
