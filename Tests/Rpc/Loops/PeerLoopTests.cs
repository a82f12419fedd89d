using Course.Rpc.Calls;
using Course.Rpc.Loops;

namespace Course.Tests.Rpc.Loops;

public sealed class PeerLoopTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Test]
    public void Stepped_RunsOnlyWhenPumped_InOrder()
    {
        var loop = PeerLoop.Stepped();
        List<int> ran = [];
        foreach (var number in Enumerable.Range(1, 3)) loop.Post(ThreadRole.Rpc, () => ran.Add(number));
        Assert.That(ran, Is.Empty);
        Assert.That((loop.Pump(2), loop.Pending), Is.EqualTo((2, 1)));
        loop.Pump();
        Assert.That(ran, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Post_InsideAStep_RunsAfterIt()
    {
        var loop = PeerLoop.Stepped();
        List<string> ran = [];
        loop.Post(ThreadRole.Rpc, () =>
        {
            loop.Post(ThreadRole.Rpc, () => ran.Add("inner"));
            ran.Add("outer");
        });
        loop.Pump();
        Assert.That(ran, Is.EqualTo(new[] { "outer", "inner" }));
    }

    [Test]
    public void Step_ThatFails_IsReported_AndTheNextRuns()
    {
        var loop = PeerLoop.Stepped();
        List<Exception> failures = [];
        var ran = false;
        loop.Failed = failures.Add;
        loop.Post(ThreadRole.Rpc, () => throw new InvalidOperationException("broken"));
        loop.Post(ThreadRole.Rpc, () => ran = true);
        loop.Pump();
        Assert.That((failures.Single().Message, ran), Is.EqualTo(("broken", true)));
    }

    [Test]
    public void Admit_ThatRefuses_SkipsTheStep()
    {
        var loop = PeerLoop.Stepped();
        var ran = 0;
        var admit = true;
        loop.Admit = () => admit;
        loop.Post(ThreadRole.Rpc, () => { ran++; admit = false; });
        loop.Post(ThreadRole.Rpc, () => ran++);
        loop.Pump();
        Assert.That(ran, Is.EqualTo(1));
    }

    [Test]
    public void Await_InAStep_ComesBackToTheLoop()
    {
        var loop = PeerLoop.Stepped();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool? onLoop = null;
        loop.Post(ThreadRole.Rpc, async () =>
        {
            await gate.Task;
            onLoop = loop.IsOnLoop;
        });
        loop.Pump();
        gate.SetResult();
        Assert.That(onLoop, Is.Null);
        loop.Pump();
        Assert.That(onLoop, Is.True);
    }

    [Test]
    public void BlockingOnATask_InAStep_IsRefusedNamingTheMistake()
    {
        var loop = PeerLoop.Stepped();
        List<Exception> failures = [];
        loop.Failed = failures.Add;
        var never = new TaskCompletionSource<int>().Task;
        loop.Post(ThreadRole.Rpc, () => _ = never.Result);
        loop.Post(ThreadRole.Rpc, () => ((Task)never).GetAwaiter().GetResult());
        loop.Post(ThreadRole.Rpc, () => never.Wait());
        loop.Pump();
        Assert.That(failures, Has.Count.EqualTo(3));
        Assert.That(failures.Select(failure => failure.Message), Is.All.Contains("Blocked on a task"));
    }

    [Test]
    public void ContendedLock_InACalledMethod_IsNoBlockingOnATask()
    {
        var loop = PeerLoop.Stepped();
        List<Exception> failures = [];
        loop.Failed = failures.Add;
        var gate = new object();
        using var held = new ManualResetEventSlim();
        var stepper = Thread.CurrentThread;
        var holder = new Thread(() =>
        {
            lock (gate)
            {
                held.Set();
                SpinWait.SpinUntil(() => stepper.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Guard);
            }
        });
        holder.Start();
        Assert.That(held.Wait(Guard), Is.True, "hang");
        // The call goes through a method that was compiled at run time, as every called object's does.
        ContractDescriptor.Of(typeof(ILocker)).TryFind("Take()", out var take);
        var locker = new Locker(gate);
        loop.Post(ThreadRole.Rpc, () => take.Start(locker, []));
        loop.Pump();
        holder.Join();
        Assert.That((failures, locker.Taken), Is.EqualTo((new List<Exception>(), true)));
    }

    [Test]
    public void Free_ManyThreadsPost_EveryStepRunsOnceAndAlone()
    {
        using var pool = new HandOver();
        var loop = PeerLoop.Free(pool.Run);
        var (inside, overlaps, count) = (0, 0, 0);
        const int threads = 4;
        const int each = 20_000;
        using var done = new CountdownEvent(threads * each);
        var posters = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (var step = 0; step < each; step++)
            {
                loop.Post(ThreadRole.Rpc, () =>
                {
                    if (Interlocked.Increment(ref inside) != 1) overlaps++;
                    count++;
                    Interlocked.Decrement(ref inside);
                    done.Signal();
                });
            }
        })).ToList();
        posters.ForEach(poster => poster.Start());
        Assert.That(done.Wait(Guard), Is.True, "hang");
        posters.ForEach(poster => poster.Join());
        Assert.That((overlaps, count, loop.IsOnLoop), Is.EqualTo((0, threads * each, false)));
    }

    [Test]
    public void PostLater_LeavesTheStepToAnotherThread_BehindWhatWasPostedBefore()
    {
        List<Action> handedOver = [];
        List<int> ran = [];
        var loop = PeerLoop.Free(handedOver.Add);
        loop.PostLater(ThreadRole.Application, new Step(() => ran.Add(1)));
        loop.Post(ThreadRole.Application, () => ran.Add(2));
        Assert.That((ran.Count, handedOver.Count), Is.EqualTo((0, 1)), "the caller goes on, and nobody overtakes");
        handedOver[0]();
        Assert.That(ran, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Free_DrainBeyondItsBound_HandsOver()
    {
        List<Action> handedOver = [];
        var loop = PeerLoop.Free(handedOver.Add);
        var ran = 0;
        loop.Post(ThreadRole.Rpc, () =>
        {
            for (var step = 0; step < PeerLoop.MaximumDrain; step++) loop.Post(ThreadRole.Rpc, () => ran++);
        });
        Assert.That((ran, handedOver.Count), Is.EqualTo((PeerLoop.MaximumDrain - 1, 1)));
        handedOver[0]();
        Assert.That(ran, Is.EqualTo(PeerLoop.MaximumDrain));
    }

    [Test]
    public void Drained_IsCalledWhenTheQueueRanEmpty()
    {
        var loop = PeerLoop.Stepped();
        List<string> calls = [];
        loop.Drained = () => calls.Add("drained");
        loop.Post(ThreadRole.Rpc, () => calls.Add("1"));
        loop.Post(ThreadRole.Rpc, () => calls.Add("2"));
        loop.Pump();
        Assert.That(calls, Is.EqualTo(new[] { "1", "2", "drained" }));
    }

    public interface ILocker
    {
        void Take();
    }

    private sealed class Locker(object gate) : ILocker
    {
        public bool Taken { get; private set; }

        public void Take()
        {
            lock (gate) Taken = true;
        }
    }

    private sealed class HandOver : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _actions = [];
        private readonly Thread _thread;

        public HandOver()
        {
            _thread = new Thread(() =>
            {
                foreach (var action in _actions.GetConsumingEnumerable()) action();
            });
            _thread.Start();
        }

        public void Run(Action action) => _actions.Add(action);

        public void Dispose()
        {
            _actions.CompleteAdding();
            _thread.Join();
            _actions.Dispose();
        }
    }

    private sealed class Step(Action action) : ILoopWork
    {
        public void Run() => action();
    }
}
