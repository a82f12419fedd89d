using Course.Rpc.Filtering;
using Course.Rpc.Serialization;
using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>
/// The application's end of the pipeline: carries out received calls on registered objects, and hands answers to waiting callers.
/// </summary>
internal sealed class Dispatcher(RpcPort port, int maximumHeld) : IPipelineEnd
{
    private readonly ObjectTable _objects = new(maximumHeld);

    /// <summary>Whose call is being carried out.</summary>
    public PeerName Caller { get; private set; }

    /// <summary>The context of the call that is being carried out; inherited by the calls that it makes.</summary>
    public object? Context { get; private set; }

    /// <summary>Tells of the registered objects.</summary>
    public IRegistry Registry => new Registry(_objects);

    public void Register(string name, RegisteredObject registered, bool replace)
    {
        var waiting = replace ? _objects.Replace(name, registered) : _objects.Add(name, registered);
        foreach (var envelope in waiting) CarryOut(registered, envelope);
    }

    public void Accept(in Envelope envelope)
    {
        if (envelope.Kind is EnvelopeKind.Reply or EnvelopeKind.Failure) Answered(envelope);
        else if (_objects.TryFind(envelope.Target, out var registered)) CarryOut(registered, envelope);
        else if (!_objects.TryHold(envelope)) Fail(envelope, new InvalidOperationException(_objects.Missing(envelope.Target)));
    }

    private void Answered(in Envelope envelope)
    {
        // An answer that comes after the time-out finds nobody waiting.
        if (!port.Pending.TryTake(envelope.CallId, envelope.From, out var call)) return;
        try
        {
            if (envelope.Kind == EnvelopeKind.Reply) call.Completion.Complete(call.Method.DecodeResult(envelope.Payload));
            else call.Completion.Fail(FailureCodec.Decode(envelope.From, call.Method.Method.Header, envelope.Payload));
        }
        catch (MessageFormatException exception)
        {
            call.Completion.Fail(exception);
        }
    }

    private void CarryOut(RegisteredObject registered, in Envelope envelope)
    {
        if (!registered.Contract.TryFind(envelope.Header, out var method))
        {
            Fail(envelope, new MissingMethodException(
                $"{registered.Contract.Name} at '{port.Connections.Self}' has no method {envelope.Header}. "
                + "Do both peers run the same contract?"));
            return;
        }

        var binding = port.Bindings.Of(method);
        try
        {
            var arguments = binding.Arguments.Decode(envelope.Payload);
            Answer(envelope, binding, Start(registered.Target, binding, arguments, envelope));
        }
#pragma warning disable CA1031 // Whatever the called object throws belongs to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(envelope, exception);
        }
    }

    private Task? Start(object target, MethodBinding binding, object?[] arguments, in Envelope envelope)
    {
        var (caller, context, synchronization) = (Caller, Context, SynchronizationContext.Current);
        (Caller, Context) = (envelope.From, envelope.Context);
        SynchronizationContext.SetSynchronizationContext(binding.Context);
        try
        {
            return binding.Method.Start(target, arguments);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(synchronization);
            (Caller, Context) = (caller, context);
        }
    }

    private void Answer(in Envelope envelope, MethodBinding binding, Task? task)
    {
        if (task is null or { IsCompletedSuccessfully: true }) Reply(envelope, binding, binding.Method.ResultOf(task));
        else AnswerLater(envelope, binding, task);
    }

    private async void AnswerLater(Envelope envelope, MethodBinding binding, Task task)
    {
        try
        {
            await task;
            Reply(envelope, binding, binding.Method.ResultOf(task));
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(envelope, exception);
        }
    }

    private void Reply(in Envelope call, MethodBinding binding, object? result)
    {
        if (call.Kind != EnvelopeKind.Request) return;
        SendAnswer(call, EnvelopeKind.Reply, binding.EncodeResult(result));
    }

    private void Fail(in Envelope call, Exception exception)
    {
        if (call.Kind == EnvelopeKind.Request)
        {
            SendAnswer(call, EnvelopeKind.Failure, FailureCodec.Encode(exception.GetType().FullName!, exception.Message));
        }
        else
        {
            port.Report(exception);
        }
    }

    private void SendAnswer(in Envelope call, EnvelopeKind kind, ReadOnlyMemory<byte> payload)
    {
        if (port.Connections.HasEnded || !port.Connections.IsLive(call.From)) return;
        port.Send(new Envelope { Kind = kind, CallId = call.CallId, To = call.From, Target = "", Header = "", Payload = payload });
    }
}
