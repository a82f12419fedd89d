using System.Diagnostics;

namespace Course.Rpc.Loops;

/// <summary>
/// The synchronization context of code that runs on a peer's loop. Continuations of awaits come back to the loop, and blocking on a
/// task is refused: the loop that would complete the task is the one that waits.
/// </summary>
public class LoopContext : SynchronizationContext
{
    private readonly PeerLoop _loop;

    /// <param name="loop">The loop to which continuations are posted.</param>
    public LoopContext(PeerLoop loop)
    {
        _loop = loop;
        SetWaitNotificationRequired();
    }

    /// <summary>The loop to which continuations are posted.</summary>
    public PeerLoop Loop => _loop;

    /// <summary>What runs under this context, for error texts: "the delivery of Say(String,String)".</summary>
    public virtual string Activity => "a step of the peer's loop";

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        var role = _loop.IsOnLoop ? _loop.Role : ThreadRole.Application;
        _loop.Post(role, new Resumption(this, d, state));
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (_loop.IsOnLoop) d(state);
        else throw new NotSupportedException("Nothing may block on a peer's loop from outside. Use Post, or await.");
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        // Contended locks of the runtime come here as well, so only a wait for a task is refused.
        if (_loop.IsOnLoop && WaitsForTask())
        {
            throw new InvalidOperationException(
                $"Blocked on a task (.Result, .Wait() or GetResult()) inside {Activity}: the loop that would complete the task is the one "
                + "that waits, so it would wait for ever. Make the method return a Task and await instead.");
        }

        return WaitHelper(waitHandles, waitAll, millisecondsTimeout);
    }

    private static bool WaitsForTask()
    {
        foreach (var frame in new StackTrace(2, false).GetFrames())
        {
            // A method made at run time has no declaring type.
            if (frame.GetMethod() is { DeclaringType.FullName: { } type } method
                && type.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal)
                && method.Name.Contains("Wait", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Runs a continuation with the context under which it was captured.</summary>
    private sealed class Resumption(LoopContext context, SendOrPostCallback callback, object? state) : ILoopWork
    {
        public void Run()
        {
            var before = Current;
            SetSynchronizationContext(context);
            try
            {
                callback(state);
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }
}
