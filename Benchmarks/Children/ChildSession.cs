using System.Diagnostics;
using System.Runtime.InteropServices;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Children;

/// <summary>Carries out the requests to one child.</summary>
internal sealed class ChildSession(ChildSpec spec, IParticipant participant) : IDisposable
{
    private const int CallsInFlight = 256;

    // Far longer than the silence after a crash.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource<long> _firstNew = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Usage _before;
    private WireMeter? _wire;
    private double _wireBefore;
    private volatile bool _isLoaded;
    private Task<int>? _load;

    public async Task<ChildReply> AnswerAsync(ChildRequest request)
    {
        switch (request.Verb)
        {
            case ChildVerb.Start: return new ChildReply { Address = await participant.StartAsync(request.Address) };
            case ChildVerb.Begin: return Begin(request);
            case ChildVerb.Send: return await SendAsync(request.Count);
            case ChildVerb.Echo: return await EchoAsync(request.Count);
            case ChildVerb.AwaitedEcho: return await AwaitedEchoAsync(request.Count);
            case ChildVerb.SendReturning: return await SendReturningAsync(request.Count);
            case ChildVerb.WireOn: return await WireOnAsync();
            case ChildVerb.WireOff: return await WireOffAsync();
            case ChildVerb.Load: return StartLoad();
            case ChildVerb.StopLoad: return await StopLoadAsync();
            case ChildVerb.AwaitFailover: return new ChildReply { FirstNew = await _firstNew.Task };
            case ChildVerb.Expect:
                await participant.Check!.ExpectAsync(request.Expected);
                return new ChildReply();
            case ChildVerb.Finish: return await FinishAsync();
            default: throw new ArgumentException($"'{request.Verb}' is no request to a child.");
        }
    }

    public void Dispose() => _wire?.Dispose();

    private ChildReply Begin(ChildRequest request)
    {
        participant.Check?.Begin(request.Expected, request.Record);
        if (participant is IWatchesHub watcher) watcher.HubLeft = WatchNext;
        _before = UsageNow();
        return new ChildReply();
    }

    private async Task<ChildReply> SendAsync(int count)
    {
        var member = (IMember)participant;
        var first = Stopwatch.GetTimestamp();
        // A thread of its own: the product lets a sender wait in its call.
        await Task.Factory.StartNew(
            () => member.SendAsync(count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        return new ChildReply { FirstSend = first };
    }

    private async Task<ChildReply> EchoAsync(int count)
    {
        var member = (IMember)participant;
        var check = participant.Check!;
        var roundTrips = new double[count];
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (own, next, sent) = (spec.Index - 1, 0, 0L);
        check.Taken = sender =>
        {
            if (sender != own) return;
            var now = Stopwatch.GetTimestamp();
            roundTrips[next++] = Microseconds(sent, now);
            if (next == count)
            {
                done.SetResult();
                return;
            }

            sent = Stopwatch.GetTimestamp();
            member.SendOne(next);
        };
        var first = sent = Stopwatch.GetTimestamp();
        member.SendOne(0);
        await done.Task;
        check.Taken = null;
        return new ChildReply { FirstSend = first, RoundTrips = roundTrips };
    }

    private async Task<ChildReply> AwaitedEchoAsync(int count)
    {
        var caller = Caller();
        var roundTrips = new double[count];
        var first = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await caller.CallAsync(i);
            roundTrips[i] = Microseconds(sent, Stopwatch.GetTimestamp());
        }

        return new ChildReply { FirstSend = first, RoundTrips = roundTrips };
    }

    private async Task<ChildReply> SendReturningAsync(int count)
    {
        var caller = Caller();
        var first = Stopwatch.GetTimestamp();
        await Task.Run(async () =>
        {
            var calls = new Task[CallsInFlight];
            for (var i = 0; i < count; i++)
            {
                // Results come in the order of the calls, so the oldest is the one to wait for.
                if (calls[i % CallsInFlight] is { } oldest) await oldest;
                calls[i % CallsInFlight] = caller.CallAsync(i);
            }

            await Task.WhenAll(calls.Where(call => call is not null));
        });
        return new ChildReply { FirstSend = first };
    }

    private async Task<ChildReply> FinishAsync()
    {
        if (participant.Check is not { } check) return new ChildReply { Usage = UsageNow() - _before };
        await AwaitDeliveriesAsync(check);
        var usage = UsageNow() - _before;
        return new ChildReply
        {
            LastDelivery = check.LastDelivery,
            Digest = check.Digest,
            Problems = check.Problems(),
            Usage = usage,
            Recorded = MemoryMarshal.AsBytes(check.Recorded).ToArray(),
        };
    }

    /// <summary>Until all have come, or none any more: what a system lost is told, and not waited for.</summary>
    private static async Task AwaitDeliveriesAsync(DeliveryCheck check)
    {
        long before;
        do
        {
            before = check.Delivered;
            await Task.WhenAny(check.Completed, Task.Delay(Patience));
        }
        while (!check.Completed.IsCompleted && check.Delivered > before);
    }

    private async Task<ChildReply> WireOnAsync()
    {
        _wire = new WireMeter();
        _wireBefore = await _wire.BytesAsync();
        return new ChildReply();
    }

    private async Task<ChildReply> WireOffAsync()
    {
        var bytes = await _wire!.BytesAsync();
        _wire.Dispose();
        return new ChildReply { WireBytes = bytes - _wireBefore };
    }

    private ChildReply StartLoad()
    {
        var member = (IMember)participant;
        _isLoaded = true;
        _load = Task.Factory.StartNew(
            () =>
            {
                var count = 0;
                while (_isLoaded) member.SendOne(count++);
                return count;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new ChildReply();
    }

    private async Task<ChildReply> StopLoadAsync()
    {
        _isLoaded = false;
        return new ChildReply { Count = await _load! };
    }

    /// <summary>On the thread of deliveries: the next one is the first after the hub has left.</summary>
    private void WatchNext()
    {
        var check = participant.Check!;
        check.Taken = _ =>
        {
            check.Taken = null;
            _firstNew.TrySetResult(Stopwatch.GetTimestamp());
        };
    }

    private Usage UsageNow() => (participant as IUsageSource)?.Usage ?? Usage.OfThisProcess();

    private ICaller Caller() =>
        participant as ICaller ?? throw new InvalidOperationException($"calls on {spec.System} have no results.");

    private static double Microseconds(long from, long to) => (to - from) * 1e6 / Stopwatch.Frequency;
}
