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
    private object?[] _arguments = []; // of the call that was carried out last
    private ReadOnlyMemory<byte> _payload; // the same, encoded

    /// <summary>Whose call is being carried out.</summary>
    public PeerName Caller { get; private set; }

    /// <summary>The context of the call that is being carried out; inherited by the calls that it makes.</summary>
    public object? Context { get; private set; }

    /// <summary>Tells of the registered objects.</summary>
    public IRegistry Registry => new Registry(_objects);

    /// <summary>
    /// Whether a call passes on what the call that is being carried out has brought: one message that never changes
    /// (<see cref="PassedOnAttribute"/>).
    /// </summary>
    /// <param name="method">The method that is called now.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="payload">The same, encoded.</param>
    public bool TryPassOn(MethodDescriptor method, object?[] arguments, out ReadOnlyMemory<byte> payload)
    {
        payload = _payload;
        return port.Loop.IsOnLoop && arguments.Length == 1 && _arguments.Length == 1 && ReferenceEquals(arguments[0], _arguments[0])
            && method.IsPassedOn;
    }

    public void Register(string name, RegisteredObject registered, bool replace)
    {
        var waiting = replace ? _objects.Replace(name, registered) : _objects.Add(name, registered);
        foreach (var envelope in waiting) CarryOut(registered, envelope);
    }

    public void Accept(in Envelope envelope)
    {
        // <A1.4> Carry out a received call.
        // | An answer goes to who waits for it (Answered). A call goes to the object with the name in Target (CarryOut).
        // | A call that comes before its object is held; at the bound it fails with an InvalidOperationException of the table's text.
        if (envelope.Kind is EnvelopeKind.Reply or EnvelopeKind.Failure) Answered(envelope);
        else if (_objects.TryFind(envelope.Target, out var registered)) CarryOut(registered, envelope);
        else if (!_objects.TryHold(envelope)) Fail(envelope, new InvalidOperationException(_objects.Missing(envelope.Target)));
        // </A1.4>
    }

    private void Answered(in Envelope envelope)
    {
        // <A1.5> Bring the result or the exception back.
        // | The call that waits under this id is completed with the decoded result, or fails with the decoded RemoteException.
        // | Bytes that are neither (MessageFormatException) fail it, too. An answer that finds nobody waiting is nothing.
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

        // </A1.5>
    }

    private void CarryOut(RegisteredObject registered, in Envelope envelope)
    {
        // <A1.4> Carry out a received call.
        // | Find the method by its header (if there is none, fail with NoMethod), decode its arguments by its binding, start it, and give
        // | its task to Answer. Whatever is thrown on the way belongs to the caller: Fail.
        if (!registered.Contract.TryFind(envelope.Header, out var method))
        {
            Fail(envelope, NoMethod(registered.Contract, envelope.Header));
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

        // </A1.4>
    }

    private MissingMethodException NoMethod(ContractDescriptor contract, string header) =>
        new($"{contract.Name} at '{port.Connections.Self}' has no method {header}. Do both peers run the same contract?");

    private Task? Start(object target, MethodBinding binding, object?[] arguments, in Envelope envelope)
    {
        (_arguments, _payload) = (arguments, envelope.Payload);
        // <A1.4> Carry out a received call.
        // | While the method runs, Caller and Context are those of the envelope, and the binding's context is the thread's current one;
        // | afterwards all three are again what they were, also when the method throws.
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

        // </A1.4>
    }

    private void Answer(in Envelope envelope, MethodBinding binding, Task? task)
    {
        // A void method has ended, and nobody waits for it.
        if (task is null && envelope.Kind == EnvelopeKind.OneWay) return;
        // <A1.5> Bring the result or the exception back.
        // | A task that has completed well is answered now. Any other is answered when it ends, with its result or its exception (Fail);
        // | the loop must not wait for it.
        if (task is null or { IsCompletedSuccessfully: true }) Reply(envelope, binding, binding.Method.ResultOf(task));
        else AnswerLater(envelope, binding, task);
        // </A1.5>
    }

    // <A1.5> Bring the result or the exception back.
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
    // </A1.5>

    private void Fail(in Envelope call, Exception exception)
    {
        if (call.Kind != EnvelopeKind.Request)
        {
            // Nobody waits for it.
            port.Report(exception);
            return;
        }

        // <A1.5> Bring the result or the exception back.
        // | A failure carries the full name of the exception's type and its message.
        SendAnswer(call, EnvelopeKind.Failure, FailureCodec.Encode(exception.GetType().FullName!, exception.Message));
        // </A1.5>
    }

    private void SendAnswer(in Envelope call, EnvelopeKind kind, ReadOnlyMemory<byte> payload)
    {
        // <A1.5> Bring the result or the exception back.
        // | To the caller, with the id of its call; target and header of an answer are empty. Nobody answers after the end of the session,
        // | nor a caller that has left.
        if (port.Connections.HasEnded || !port.Connections.IsLive(call.From)) return;
        port.Send(new Envelope { Kind = kind, CallId = call.CallId, To = call.From, Target = "", Header = "", Payload = payload });
        // </A1.5>
    }
}
