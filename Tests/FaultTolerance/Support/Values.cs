using System.Text;

namespace Course.Tests.FaultTolerance;

/// <summary>Short words for the values of the protocol, for <c>using static</c>.</summary>
internal static class Values
{
    public static PeerNumber Peer(int number) => new(number);

    public static Epoch Epoch(int rank) => new(rank);

    public static SequenceNumber Number(long value) => new(value);

    public static LastReceived Nothing => LastReceived.Nothing;

    public static LastReceived Through(long value) => LastReceived.FromCount(value);

    public static BroadcastId Id(int host, long local) => new(Peer(host), local);

    public static Body Text(string text) => new(Encoding.UTF8.GetBytes(text));

    public static LogEntry Entry(long number, int host, long local, string text) => new(Number(number), Id(host, local), Text(text));

    public static Report Report(int epoch, LastReceived last, params LogEntry[] entries) => new(Epoch(epoch), last, entries);

    public static FaultToleranceOptions Distributed => new() { Buffering = Buffering.Distributed };

    public static FaultToleranceOptions Replicated(int window = 8, int every = 2) =>
        new() { Buffering = Buffering.Replicated, Window = window, AcknowledgeEvery = every };

    /// <summary>Peers 1 to <paramref name="count"/>, named ann, bob, cat, dan, eve.</summary>
    public static IReadOnlyList<Member> Members(int count)
    {
        string[] names = ["ann", "bob", "cat", "dan", "eve"];
        return [.. Enumerable.Range(1, count).Select(number => new Member(Peer(number), names[number - 1]))];
    }
}
