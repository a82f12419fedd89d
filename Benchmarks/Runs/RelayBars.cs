using Course.Benchmarks.Children;

namespace Course.Benchmarks.Runs;

/// <summary>The bars that a relay report can be held against, for its number of receivers and size.</summary>
internal static class RelayBars
{
    private const double EchoFloorP50 = 34;
    private const double EchoFloorP99 = 69;

    /// <summary>What the ring floor did where the absolute bars were set: messages per second for receivers and size.</summary>
    private static readonly Dictionary<(int Receivers, int Size), double> FloorWhereSet = new()
    {
        [(3, 100)] = 6_000_000,
        [(3, 1024)] = 894_000,
        [(10, 100)] = 2_370_000,
    };

    public static IReadOnlyList<Bar> Of(RelayReport report)
    {
        var request = report.Request;
        if (report.Floor is null) return [];
        if (request.Echo) return request is { Receivers: 3, Size: 100 } ? [.. Echo(report)] : [];
        var rate = report.Product(ChildVerb.Send)?.Of(run => run.PerSecond).Median;
        if (rate is null) return [];
        if (request.Returning) return [.. Returning(report, rate.Value)];
        return request.Buffering == "distributed" ? [.. Distributed(report, rate.Value)] : [.. OneWay(report, rate.Value)];
    }

    private static IEnumerable<Bar> OneWay(RelayReport report, double rate)
    {
        var (receivers, size) = (report.Request.Receivers, report.Request.Size);
        var floor = report.Floor!.Of(run => run.PerSecond).Median;
        if (!FloorWhereSet.TryGetValue((receivers, size), out var floorWhereSet)) yield break;
        var scale = floor / floorWhereSet;
        switch ((receivers, size))
        {
            case (3, 100):
                yield return new Bar("one-way calls/s", rate, 900_000, 1_600_000, scale);
                yield return new Bar("one-way calls, of the ring floor", rate / floor, 0.2, null);
                break;
            case (10, 100):
                yield return new Bar("one-way calls/s", rate, 450_000, 700_000, scale);
                break;
            default:
                yield return new Bar("one-way calls/s", rate, 400_000, null, scale);
                yield return new Bar("one-way calls, of the ring floor", rate / floor, null, 0.5);
                break;
        }

        var product = report.Product(ChildVerb.Send)!;
        foreach (var (rival, isNeeded) in Rivals(receivers, size))
        {
            if (!isNeeded || report.Series.FirstOrDefault(series => series.System == rival) is not { } other) continue;
            yield return new Bar($"one-way calls, of {rival}", rate / other.Of(run => run.PerSecond).Median, null, 1);
        }

        // The bars of processor time and of memory were set for short messages: a long one has to be kept and copied.
        if (size > 100) yield break;
        // On a slower machine a message takes longer.
        if (receivers == 3) yield return Less("hub's CPU, µs", product.Of(run => run.HubCpu).Median, 1, 0.6, 1 / scale);
        var argument = ArgumentBytes(size);
        yield return Less("allocated at the sender, B", product.Of(run => run.SenderAllocation).Median, 300, 150);
        var (atRelayer, atReceiver) = (product.Of(run => run.HubAllocation).Median, product.Of(run => run.ReceiverAllocation).Median);
        yield return Less("allocated at the relayer beyond the argument, B", atRelayer - argument, 150, 0);
        yield return Less("allocated at a receiver beyond the argument, B", atReceiver - argument, 200, 0);
    }

    private static IEnumerable<Bar> Echo(RelayReport report)
    {
        var floor = report.Floor!;
        var (floor50, floor99) = (floor.Of(RelayTable.P50).Median, floor.Of(RelayTable.P99).Median);
        foreach (var series in report.Series.Where(series => series.System == Systems.Product))
        {
            var (p50, p99) = (series.Of(RelayTable.P50).Median, series.Of(RelayTable.P99).Median);
            yield return Less($"{series.Name}: p50, of the ring floor's", p50 / floor50, 1.5, null);
            yield return Less($"{series.Name}: p99, of the ring floor's", p99 / floor99, 2, null);
            yield return Less($"{series.Name}: p50, µs", p50, null, 45, floor50 / EchoFloorP50);
            yield return Less($"{series.Name}: p99, µs", p99, null, 95, floor99 / EchoFloorP99);
        }
    }

    private static IEnumerable<Bar> Returning(RelayReport report, double rate)
    {
        var returning = report.Product(ChildVerb.SendReturning)!.Of(run => run.PerSecond).Median;
        yield return new Bar("calls with a result, of one-way calls", returning / rate, 0.5, 0.7);
    }

    private static IEnumerable<Bar> Distributed(RelayReport report, double rate)
    {
        if (report.Series.FirstOrDefault(series => series.System == Systems.Round) is not { } round) yield break;
        var rounds = round.Of(run => run.PerSecond).Median;
        yield return new Bar("one-way calls, of the bare rounds of acknowledgements", rate / rounds, 0.7, 0.9);
    }

    private static (string Rival, bool IsNeeded)[] Rivals(int receivers, int size) =>
        [(Systems.Nats, (receivers, size) == (3, 100)), (Systems.Redis, size == 100)];

    /// <summary>The string that a replica's method is given: header, characters, end, in whole words.</summary>
    private static double ArgumentBytes(int size) => (22 + (2 * size) + 7) / 8 * 8;

    private static Bar Less(string name, double measured, double? must, double? goal, double scale = 1) =>
        new(name, measured, must, goal, scale, MoreIsBetter: false);
}
