using Course.Rpc.Filtering;
using Course.Rpc.Proxies;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>
/// Several members as one: procedures go to each of them, functions give one result per member. Who is in the group is looked up at
/// each call; the sends go out in the group's order, this peer last.
/// </summary>
public sealed class Group<T> where T : class
{
    private readonly RpcPort _port;
    private readonly Func<IReadOnlyList<PeerName>> _members;
    private readonly string _target;
    private readonly TimeSpan _timeout;

    internal Group(RpcPort port, Func<IReadOnlyList<PeerName>> members, string target, TimeSpan timeout)
    {
        _port = port;
        _members = members;
        _target = target;
        _timeout = timeout;
        OneWay = DynamicProxy.Create<T>(new OneWayHandler(this));
    }

    /// <summary>A proxy whose void methods are sent to every member of the group; other methods are refused.</summary>
    public T OneWay { get; }

    /// <summary>Calls a function at every member. Completes when each has answered, failed, left or timed out.</summary>
    /// <param name="call">Names one call: <c>chat => chat.CountAsync()</c>. It is recorded, not run here.</param>
    /// <returns>One result per member.</returns>
    public Task<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> CallAsync<TResult>(Func<T, Task<TResult>> call) =>
        CallAsync(Record(proxy => call(proxy)), task => ((Task<TResult>)task).Result);

    /// <summary>As the other, for methods without a result.</summary>
    public Task<IReadOnlyDictionary<PeerName, MemberResult<Nothing>>> CallAsync(Func<T, Task> call) =>
        CallAsync(Record(proxy => call(proxy)), static _ => default(Nothing));

    private static RecordedCall Record(Func<T, Task> call)
    {
        var recorder = new Recorder();
        _ = call(DynamicProxy.Create<T>(recorder));
        return recorder.Recorded
            ?? throw new ArgumentException(
                "A group call names exactly one method of its proxy: group.CallAsync(chat => chat.CountAsync()).");
    }

    private Task<IReadOnlyDictionary<PeerName, MemberResult<TResult>>> CallAsync<TResult>(RecordedCall call, Func<Task, TResult> resultOf)
    {
        var binding = _port.Bindings.Of(call.Method);
        var payload = binding.Arguments.Encode(call.Method.Travelling(call.Arguments, out var cancellation));
        var gathering = new Gathering<TResult>(resultOf);
        _port.RunSend(_members(), () => SendRequests(binding, payload, gathering, cancellation), cancellation);
        return gathering.Task;
    }

    private void SendRequests<TResult>(
        MethodBinding binding, ReadOnlyMemory<byte> payload, Gathering<TResult> gathering, CancellationToken cancellation)
    {
        if (Problem(binding.Method.Header) is { } problem)
        {
            gathering.Fail(problem);
            return;
        }

        // <A1.6> Gather one result per member.
        // | Ask who is in the group now. Each member gets a request of its own, with an id of its own; one that is not live any more
        // | fails with a PeerLeftException and does not keep the others from being asked.
        var members = _members();
        gathering.Expect(members.Count);
        foreach (var member in members)
        {
            var completion = binding.Method.NewCompletion();
            gathering.Add(member, completion.Task, _port.Loop);
            if (!_port.Connections.IsLive(member))
            {
                completion.Fail(new PeerLeftException(member, binding.Method.Header, $"'{member}' is no live member of the session"));
                continue;
            }

            var id = _port.Pending.Add(binding, member, completion, _timeout, cancellation);
            _port.Send(NewEnvelope(EnvelopeKind.Request, members, member, binding.Method.Header, payload) with { CallId = id });
        }

        // </A1.6>
    }

    private void SendOneWay(string header, ReadOnlyMemory<byte> payload)
    {
        if (Problem(header) is { } problem)
        {
            _port.Report(problem);
            return;
        }

        // <A1.6> Gather one result per member.
        // | In the order of the group; members that have left are passed over.
        var members = _members();
        foreach (var member in members)
        {
            if (_port.Connections.IsLive(member)) _port.Send(NewEnvelope(EnvelopeKind.OneWay, members, member, header, payload));
        }

        // </A1.6>
    }

    private Exception? Problem(string header)
    {
        var connections = _port.Connections;
        if (connections.HasEnded) return new SessionEndedException(connections.Ended.Result);
        return connections.Start is null
            ? new InvalidOperationException($"{header} was called at a group before the session started. Await the start first.")
            : null;
    }

    private Envelope NewEnvelope(
        EnvelopeKind kind, IReadOnlyList<PeerName> members, PeerName to, string header, ReadOnlyMemory<byte> payload) =>
        new() { Kind = kind, To = to, Recipients = members, Target = _target, Header = header, Payload = payload };

    private sealed class OneWayHandler(Group<T> group) : ICallHandler
    {
        public object? Call(MethodDescriptor method, object?[] arguments)
        {
            if (!method.IsOneWay)
            {
                throw new NotSupportedException($"{method} returns a value, and a group has one per member. Use CallAsync of the group.");
            }

            var payload = group._port.Encode(method, method.Travelling(arguments, out var cancellation));
            if (group._port.Loop.IsOnLoop) group.SendOneWay(method.Header, payload);
            else SendLater(method.Header, payload, cancellation);
            return null;
        }

        // Apart, so that a call on the loop makes no closure.
        private void SendLater(string header, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
            group._port.RunSend(group._members(), () => group.SendOneWay(header, payload), cancellation);
    }

    private sealed record RecordedCall(MethodDescriptor Method, object?[] Arguments);

    private sealed class Recorder : ICallHandler
    {
        public RecordedCall? Recorded { get; private set; }

        public object? Call(MethodDescriptor method, object?[] arguments)
        {
            if (Recorded is not null || method.IsOneWay)
            {
                throw new ArgumentException(
                    $"A group call names exactly one method that returns a task; {method.Header} was called as well, or is one-way.");
            }

            Recorded = new RecordedCall(method, arguments);
            return method.NewCompletion().Returned;
        }
    }
}
