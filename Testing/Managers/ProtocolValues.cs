using System.Text;
using Course.FaultTolerance;

namespace Course.Testing.Managers;

/// <summary>Short words for the values of the protocol, for <c>using static</c>.</summary>
public static class ProtocolValues
{
    /// <summary>Distributed buffering, the other options as they are.</summary>
    public static FaultToleranceOptions Distributed => new() { Buffering = Buffering.Distributed };

    /// <summary>A peer that has received nothing yet.</summary>
    public static LastReceived Nothing => LastReceived.Nothing;

    /// <summary>Replicated buffering with a small window and few acknowledgements.</summary>
    public static FaultToleranceOptions Replicated(int window = 8, int every = 2) =>
        new() { Buffering = Buffering.Replicated, Window = window, AcknowledgeEvery = every };

    /// <summary>A join number, from 1.</summary>
    public static PeerNumber Peer(int number) => new(number);

    /// <summary>The rank of a relayer, from 1.</summary>
    public static Epoch Epoch(int rank) => new(rank);

    /// <summary>A sequence number, from 1.</summary>
    public static SequenceNumber Number(long value) => new(value);

    /// <summary>Everything up to a number was received; 0 for nothing yet.</summary>
    public static LastReceived Through(long value) => LastReceived.FromCount(value);

    /// <summary>A broadcast of a host, by its local number from 1.</summary>
    public static BroadcastId Id(int host, long local) => new(Peer(host), local);

    /// <summary>What is broadcast.</summary>
    public static Body Text(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A relay that a peer keeps.</summary>
    public static LogEntry Entry(long number, int host, long local, string text = "x") =>
        new(Number(number), Id(host, local), Text(text));

    /// <summary>What a slave manager reports.</summary>
    public static Report Report(int epoch, LastReceived last, params LogEntry[] entries) => new(Epoch(epoch), last, entries);

    /// <summary>Peers 1 to <paramref name="count"/>, named ann, bob, cat, dan, eve.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 5.</exception>
    public static IReadOnlyList<Member> Members(int count)
    {
        string[] names = ["ann", "bob", "cat", "dan", "eve"];
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, names.Length);
        return [.. names.Take(count).Select((name, index) => new Member(Peer(index + 1), name))];
    }
}
