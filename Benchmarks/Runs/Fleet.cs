using System.Diagnostics;
using System.Runtime.InteropServices;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using Course.Commands;

namespace Course.Benchmarks.Runs;

/// <summary>
/// One system at work: a hub process and N member processes that all receive, of which the first sends. For the product the hub is the
/// relayer, a peer that delivers as well: N + 1 peers.
/// </summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int MostSaid = 5;

    private readonly FleetOptions _options;
    private readonly List<ChildProcess> _children = [];

    private Fleet(string system, FleetOptions options) => (System, _options) = (system, options);

    public string System { get; }

    public Placement Placement => _options.Placement;

    /// <summary>Starts the processes and connects them.</summary>
    /// <exception cref="CommandException">One of them failed.</exception>
    public static async Task<Fleet> StartAsync(string system, FleetOptions options, CancellationToken guard)
    {
        var fleet = new Fleet(system, options);
        try
        {
            for (var i = 0; i <= options.Receivers; i++)
            {
                fleet._children.Add(await ChildProcess.StartAsync(fleet.SpecOf(i), Cores.Of(options.Placement, i)));
            }

            options.Log($"{system}: hub {fleet._children[0].Id}, sender {fleet._children[1].Id}, receivers "
                + string.Join(" ", fleet._children.Skip(2).Select(child => child.Id)));
            var hub = await fleet._children[0].AskAsync(new ChildRequest(ChildVerb.Start), guard);
            await AskAsync(fleet.Members, new ChildRequest(ChildVerb.Start) { Address = hub.Address }, guard);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs with growing counts until so much time has passed: compilers and caches settle.</summary>
    /// <returns>Messages per second of the last one.</returns>
    public async Task<double> WarmUpAsync(ChildVerb verb, TimeSpan time, CancellationToken guard)
    {
        var watch = Stopwatch.StartNew();
        for (var count = 1000; ; count = (int)Math.Min(count * 2L, 1_000_000))
        {
            var run = await RunAsync(verb, count, guard);
            if (run.Problems.Count > 0 || watch.Elapsed >= time) return run.PerSecond;
        }
    }

    /// <summary>One measured run of the first member.</summary>
    /// <param name="verb">One of the verbs that send.</param>
    /// <param name="count">How many messages.</param>
    /// <param name="guard">Ends the wait.</param>
    public async Task<RunFigures> RunAsync(ChildVerb verb, int count, CancellationToken guard)
    {
        await AskAsync(_children, new ChildRequest(ChildVerb.Begin) { Expected = [count] }, guard);
        var sent = await _children[1].AskAsync(new ChildRequest(verb) { Count = count }, guard);
        // The hub after the members: while they still receive, a hub that only passes on has work to do that counts.
        var received = await AskAsync(Members, new ChildRequest(ChildVerb.Finish), guard);
        ChildReply[] ended = [await _children[0].AskAsync(new ChildRequest(ChildVerb.Finish), guard), .. received];
        var last = ended.Skip(1).Max(reply => reply.LastDelivery);
        var (hub, sender, others) = (ended[0].Usage, ended[1].Usage, ended.Skip(2).Select(reply => reply.Usage).ToArray());
        return new RunFigures
        {
            Messages = count,
            Seconds = last == 0 ? sent.RoundTrips.Sum() / 1e6 : (last - sent.FirstSend) / (double)Stopwatch.Frequency,
            HubCpu = hub.CpuMicroseconds / count,
            SenderCpu = sender.CpuMicroseconds / count,
            ReceiverCpu = Mean(others, usage => usage.CpuMicroseconds) / count,
            HubAllocation = hub.AllocatedBytes / (double)count,
            SenderAllocation = (sender.AllocatedBytes - Mean(others, usage => usage.AllocatedBytes)) / count,
            ReceiverAllocation = Mean(others, usage => usage.AllocatedBytes) / count,
            RoundTrips = [.. sent.RoundTrips.Order()],
            Problems = Explained(DeliveryComparison.Problems(ended)),
        };
    }

    /// <summary>Bytes on the wire for each message: what the members' sockets sent and received, payload of TCP.</summary>
    public async Task<double> WireAsync(int count, CancellationToken guard)
    {
        await AskAsync(Members, new ChildRequest(ChildVerb.WireOn), guard);
        await RunAsync(ChildVerb.Send, count, guard);
        var bytes = await AskAsync(Members, new ChildRequest(ChildVerb.WireOff), guard);
        return bytes.Sum(reply => reply.WireBytes) / count;
    }

    /// <summary>The first members send at the same time, as fast as they can.</summary>
    /// <returns>The sequence of each receiver, and what the checks found.</returns>
    public async Task<(ushort[][] Sequences, IReadOnlyList<string> Problems)> SendTogetherAsync(
        int senders, int count, CancellationToken guard)
    {
        var expected = Enumerable.Repeat(count, senders).ToArray();
        await AskAsync(_children, new ChildRequest(ChildVerb.Begin) { Expected = expected, Record = true }, guard);
        await AskAsync(Members.Take(senders), new ChildRequest(ChildVerb.Send) { Count = count }, guard);
        var ended = await AskAsync(_children, new ChildRequest(ChildVerb.Finish), guard);
        return (
            [.. ended.Skip(1).Select(reply => MemoryMarshal.Cast<byte, ushort>(reply.Recorded).ToArray())],
            Explained(DeliveryComparison.Problems(ended, compareOrders: false)));
    }

    /// <summary>The first members send without end; then the hub is killed, and the survivors go on.</summary>
    public async Task<FailoverFigures> KillHubAsync(int senders, TimeSpan load, CancellationToken guard)
    {
        var unknown = Enumerable.Repeat(int.MaxValue, senders).ToArray();
        await AskAsync(_children, new ChildRequest(ChildVerb.Begin) { Expected = unknown }, guard);
        await AskAsync(Members.Take(senders), new ChildRequest(ChildVerb.Load), guard);
        // Asked now: to read the request would be a part of the silence.
        var awaited = AskAsync(Members, new ChildRequest(ChildVerb.AwaitFailover), guard);
        await Task.Delay(load, guard);
        var killed = Stopwatch.GetTimestamp();
        var closed = _children[0].KillAsync(guard);
        var news = await awaited;
        var sent = await AskAsync(Members.Take(senders), new ChildRequest(ChildVerb.StopLoad), guard);
        await AskAsync(Members, new ChildRequest(ChildVerb.Expect) { Expected = [.. sent.Select(reply => reply.Count)] }, guard);
        var ended = await AskAsync(Members, new ChildRequest(ChildVerb.Finish), guard);
        return new FailoverFigures
        {
            Milliseconds = [.. news.Select(reply => Since(killed, reply.FirstNew))],
            Closed = Since(killed, await closed),
            Messages = sent.Sum(reply => (long)reply.Count),
            Problems = Explained(DeliveryComparison.Problems(ended)),
        };
    }

    /// <summary>The processes, the hub first.</summary>
    public IReadOnlyList<int> ProcessIds => [.. _children.Select(child => child.Id)];

    public async ValueTask DisposeAsync()
    {
        // Members first: to them the end of the hub would be a failure.
        foreach (var child in Enumerable.Reverse(_children)) await child.DisposeAsync();
    }

    private IReadOnlyList<ChildProcess> Members => _children[1..];

    private static Task<ChildReply[]> AskAsync(IEnumerable<ChildProcess> children, ChildRequest request, CancellationToken guard) =>
        Answers.AllAsync(children.Select(child => child.AskAsync(request, guard)));

    /// <summary>With what the processes themselves have said, of which the first may be the reason of all the others.</summary>
    private IReadOnlyList<string> Explained(IReadOnlyList<string> problems)
    {
        if (problems.Count == 0) return problems;
        var said = _children.SelectMany(child => child.Complaints.Select(line => $"process {child.Spec.Index} said: {line}"));
        return [.. said.Take(MostSaid), .. problems];
    }

    private static double Since(long from, long to) => (to - from) * 1e3 / Stopwatch.Frequency;

    private static double Mean(Usage[] usages, Func<Usage, double> figure) => usages.Select(figure).DefaultIfEmpty().Average();

    private ChildSpec SpecOf(int index) => new()
    {
        System = System,
        Index = index,
        Receivers = _options.Receivers,
        Size = _options.Size,
        Buffering = _options.Buffering,
        GuardSeconds = (int)_options.Guard.TotalSeconds + 30,
    };
}
