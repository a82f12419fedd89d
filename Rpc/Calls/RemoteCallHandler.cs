using Course.Rpc.Filtering;
using Course.Rpc.Proxies;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>Behind a proxy to one peer: encodes the arguments on the caller's thread, sends the call on the loop.</summary>
internal sealed class RemoteCallHandler(RpcPort port, Destination destination, string target, TimeSpan timeout) : ICallHandler
{
    /// <summary>The called peer and object, if the peer is fixed.</summary>
    public (PeerName Peer, string Target) Reference => (destination.Fixed, target);

    public RpcPort Port => port;

    public object? Call(MethodDescriptor method, object?[] arguments)
    {
        // <A1.3> Turn an intercepted call into a message.
        // | Encode the arguments that travel here, on the caller's thread: they are those of the time of the call.
        // | Then SendOneWay or SendRequest, by port.RunSend, which comes to the loop. Void methods return null, the others
        // | what a new completion has for their caller.
        var binding = port.Bindings.Of(method);
        var payload = binding.Arguments.Encode(method.Travelling(arguments, out var cancellation));
        if (method.IsOneWay)
        {
            port.RunSend(destination.Fixed, () => SendOneWay(method, payload), cancellation);
            return null;
        }

        var completion = method.NewCompletion();
        port.RunSend(destination.Fixed, () => SendRequest(binding, payload, completion, cancellation), cancellation);
        return completion.Returned;
        // </A1.3>
    }

    private void SendOneWay(MethodDescriptor method, ReadOnlyMemory<byte> payload)
    {
        // <A1.3> Turn an intercepted call into a message.
        // | Ask the destination once. If there is a Problem, report it: nobody waits for this call.
        var to = destination.Current;
        if (Problem(to, method) is { } problem) port.Report(problem);
        else port.Send(new Envelope { Kind = EnvelopeKind.OneWay, To = to, Target = target, Header = method.Header, Payload = payload });
        // </A1.3>
    }

    private void SendRequest(MethodBinding binding, ReadOnlyMemory<byte> payload, CallCompletion completion, CancellationToken cancellation)
    {
        // <A1.3> Turn an intercepted call into a message.
        // | If there is a Problem, the caller hears it. Else the call gets its id from port.Pending and is sent.
        // | A call that is too large for a frame makes port.Send throw an ArgumentException; nothing was sent then: fail the call with it.
        var to = destination.Current;
        if (Problem(to, binding.Method) is { } problem)
        {
            completion.Fail(problem);
            return;
        }

        var id = port.Pending.Add(binding, to, completion, timeout, cancellation);
        try
        {
            port.Send(new Envelope
            {
                Kind = EnvelopeKind.Request,
                CallId = id,
                To = to,
                Target = target,
                Header = binding.Method.Header,
                Payload = payload,
            });
        }
        catch (ArgumentException exception)
        {
            // Too large for a frame: nothing was sent, and the caller hears why.
            if (port.Pending.TryTake(id, to, out var pending)) pending.Completion.Fail(exception);
        }

        // </A1.3>
    }

    private Exception? Problem(PeerName to, MethodDescriptor method)
    {
        var connections = port.Connections;
        if (connections.HasEnded) return new SessionEndedException(connections.Ended.Result);
        if (to.IsNone) return null;
        if (connections.Start is null)
        {
            return new InvalidOperationException(
                $"{method.Header} was called at '{to}' before the session started. Await the start first.");
        }

        return connections.IsLive(to) ? null : new PeerLeftException(to, method.Header, $"'{to}' is no live member of the session");
    }
}
