using System.Collections.Concurrent;

namespace Course.Rpc.Loops;

/// <summary>
/// The serial executor that owns all state of one peer. Whoever posts while it is idle drains it (a socket reader, an application
/// thread); others only queue. A step never runs inside another step. A stepped loop (for tests and simulation) runs only in
/// <see cref="Pump"/>.
/// </summary>
/// <remarks>
/// Without locks: <c>_pending</c> counts queued and running steps, and the thread that raises it from 0 is the one that drains.
/// </remarks>
public sealed class PeerLoop
{
    /// <summary>The most steps that one thread runs in one drain before it hands the rest to another thread.</summary>
    public const int MaximumDrain = 512;

    private readonly ConcurrentQueue<Step> _steps = new();
    private readonly Queue<Step> _putAside = new();
    private readonly Action<Action>? _handOver;
    private readonly Action _drain;
    private int _pending;
    private int _ownerThread;

    private PeerLoop(Action<Action>? handOver)
    {
        _handOver = handOver;
        _drain = Drain;
        Context = new LoopContext(this);
    }

    /// <summary>A loop drained by whichever thread finds it idle.</summary>
    /// <param name="handOver">Runs an action soon on a thread that is not the caller's; used when a drain reaches its bound.</param>
    public static PeerLoop Free(Action<Action> handOver) => new(handOver ?? throw new ArgumentNullException(nameof(handOver)));

    /// <summary>A loop that moves only in <see cref="Pump"/>, on the caller's thread.</summary>
    public static PeerLoop Stepped() => new(null);

    /// <summary>The synchronization context of code that runs on the loop: its continuations come back to the loop.</summary>
    public LoopContext Context { get; }

    /// <summary>Whether the caller runs inside a step of this loop.</summary>
    public bool IsOnLoop => Volatile.Read(ref _ownerThread) == Environment.CurrentManagedThreadId;

    /// <summary>The role of the running step. Meaningful on the loop only.</summary>
    public ThreadRole Role { get; private set; }

    /// <summary>Steps that are queued or running.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>
    /// Asked before each step, on the loop; <see langword="false"/> puts the step aside (a peer that slept past its bound does nothing
    /// more). Steps put aside run, in their order, before the next step that is admitted: once the session has ended, the calls that
    /// came in between fail instead of waiting for ever. Set before use.
    /// </summary>
    public Func<bool>? Admit { get; set; }

    /// <summary>
    /// Called on the loop when the queue ran empty or a drain reached its bound: the moment to flush what piled up. Set before use.
    /// </summary>
    public Action? Drained { get; set; }

    /// <summary>Hears the exception of a step that failed; the loop goes on. Set before use.</summary>
    public Action<Exception>? Failed { get; set; }

    /// <summary>Queues a step; runs it (and others) before returning if the loop is free-running and idle. Any thread.</summary>
    public void Post(ThreadRole role, ILoopWork work) => Enqueue(new Step(role, work, null, null));

    /// <summary>
    /// Queues a step for another thread: the caller goes on, and may make more of the kind before it runs. On a stepped loop as
    /// <see cref="Post(ThreadRole,ILoopWork)"/>. Any thread.
    /// </summary>
    public void PostLater(ThreadRole role, ILoopWork work)
    {
        _steps.Enqueue(new Step(role, work, null, null));
        if (Interlocked.Increment(ref _pending) == 1) _handOver?.Invoke(_drain);
    }

    /// <summary>Queues an action as a step. Any thread.</summary>
    public void Post(ThreadRole role, Action work) => Enqueue(new Step(role, work, null, null));

    /// <summary>Queues a callback with its state as a step. Any thread.</summary>
    public void Post(ThreadRole role, SendOrPostCallback callback, object? state) => Enqueue(new Step(role, null, callback, state));

    /// <summary>Runs queued steps of a stepped loop on the caller's thread until none is left.</summary>
    /// <param name="maximumSteps">The most steps to run.</param>
    /// <returns>How many ran; equal to <paramref name="maximumSteps"/> when the bound was met.</returns>
    /// <exception cref="InvalidOperationException">The loop is free-running, or the caller is already inside a step.</exception>
    public int Pump(int maximumSteps = int.MaxValue)
    {
        if (_handOver is not null)
        {
            throw new InvalidOperationException("This loop is free-running and drains itself. Pump only loops made by PeerLoop.Stepped().");
        }

        if (IsOnLoop) throw new InvalidOperationException("Pump was called inside a step of the same loop. Post the work instead.");
        var ran = 0;
        using (new Occupation(this))
        {
            while (ran < maximumSteps && _steps.TryDequeue(out var step))
            {
                Run(step);
                ran++;
                Interlocked.Decrement(ref _pending);
                if (_steps.IsEmpty) Drained?.Invoke();
            }
        }

        return ran;
    }

    private void Enqueue(in Step step)
    {
        _steps.Enqueue(step);
        if (Interlocked.Increment(ref _pending) == 1 && _handOver is not null) Drain();
    }

    private void Drain()
    {
        using (new Occupation(this))
        {
            for (var ran = 1; ; ran++)
            {
                // The count was raised after the step was queued, so a step is there.
                _steps.TryDequeue(out var step);
                Run(step);
                var last = Volatile.Read(ref _pending) == 1;
                if (last || ran == MaximumDrain) RunGuarded(Drained);
                if (Interlocked.Decrement(ref _pending) == 0) return;
                if (ran == MaximumDrain) break;
            }
        }

        _handOver!(_drain);
    }

    private void Run(in Step step)
    {
        Role = step.Role;
        if (!IsAdmitted())
        {
            _putAside.Enqueue(step);
            return;
        }

        while (_putAside.TryDequeue(out var earlier)) Execute(earlier);
        Execute(step);
    }

    private bool IsAdmitted()
    {
        try
        {
            return Admit is not { } admit || admit();
        }
#pragma warning disable CA1031 // As below.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed?.Invoke(exception);
            return false;
        }
    }

    private void Execute(in Step step)
    {
        Role = step.Role;
        try
        {
            if (step.Work is ILoopWork work) work.Run();
            else if (step.Work is Action action) action();
            else step.Callback!(step.State);
        }
#pragma warning disable CA1031 // The loop outlives every step; the exception is reported, not swallowed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed?.Invoke(exception);
        }
    }

    private void RunGuarded(Action? action)
    {
        if (action is null) return;
        try
        {
            action();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed?.Invoke(exception);
        }
    }

    private readonly record struct Step(ThreadRole Role, object? Work, SendOrPostCallback? Callback, object? State);

    /// <summary>Marks the thread that runs steps, and keeps application continuations from running on it unasked.</summary>
    private readonly ref struct Occupation
    {
        private readonly PeerLoop _loop;
        private readonly SynchronizationContext? _before;

        public Occupation(PeerLoop loop)
        {
            _loop = loop;
            _before = SynchronizationContext.Current;
            Volatile.Write(ref loop._ownerThread, Environment.CurrentManagedThreadId);
            SynchronizationContext.SetSynchronizationContext(loop.Context);
        }

        public void Dispose()
        {
            SynchronizationContext.SetSynchronizationContext(_before);
            // Only this thread can be the owner here: the next drain starts after the count reached 0.
            Interlocked.CompareExchange(ref _loop._ownerThread, 0, Environment.CurrentManagedThreadId);
        }
    }
}
