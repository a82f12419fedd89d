using Course.Rpc.Tracing;
using FsCheck;
using FsCheck.Fluent;

namespace Course.Tests.Simulation.Viewing;

/// <summary>Peers that send, receive in any order, and lose messages, under clocks that are right, apart, or stand still.</summary>
internal static class RandomRuns
{
    private static readonly string[] Names = ["ann", "ben", "cleo", "dan"];

    public static Arbitrary<LinkedTraces> Arbitrary() =>
        (from peers in Gen.Choose(1, Names.Length)
         from clock in Gen.Choose(0, 2)
         from steps in Gen.Choose(0, 1_000_000).ListOf()
         select Run([.. Names.Take(peers)], clock, steps)).ToArbitrary();

    private static LinkedTraces Run(string[] peers, int clock, IEnumerable<int> steps)
    {
        var run = new LinkedTraces(peers)
        {
            Clock = clock switch
            {
                0 => (_, count) => count,
                1 => (peer, count) => count + (1_000 * (peer.Length % 3)) + (peer[0] * 10),
                _ => (_, _) => 5,
            },
        };
        var inFlight = new List<LinkedTraces.Message>();
        foreach (var step in steps) Step(run, step, inFlight);
        return run;
    }

    private static void Step(LinkedTraces run, int step, List<LinkedTraces.Message> inFlight)
    {
        var (from, to) = (run.Peers[step % run.Peers.Count], run.Peers[step / 7 % run.Peers.Count]);
        switch (step % 5)
        {
            case 0:
                run.Add(from, TraceEventKind.Delivered, new TraceEvent { Id = new TraceId(to, 1 + (step % 9)) });
                break;
            case 1 or 2:
                inFlight.Add(run.Send(from, to, TraceEventKind.SentRelay, new TraceEvent { Sequence = step }));
                break;
            default:
                if (inFlight.Count == 0) break;
                var taken = inFlight[step % inFlight.Count];
                inFlight.Remove(taken);
                run.Receive(taken);
                break;
        }
    }
}
