using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Course.Rpc.Loops;

namespace Course.Rpc.Tracing;

/// <summary>The kebab-case names of events and threads, made once from the enums.</summary>
public static class TraceNames
{
    private static readonly string[] Events = All<TraceEventKind>();
    private static readonly string[] Threads = All<ThreadRole>();
    private static readonly byte[][] EventBytes = Array.ConvertAll(Events, Encoding.UTF8.GetBytes);
    private static readonly byte[][] ThreadBytes = Array.ConvertAll(Threads, Encoding.UTF8.GetBytes);
    private static readonly FrozenDictionary<string, TraceEventKind> EventsByName =
        Enum.GetValues<TraceEventKind>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>The name that a trace shows: <c>sent-broadcast</c>.</summary>
    public static string Of(TraceEventKind kind) => Events[(int)kind];

    /// <summary>The name that a trace shows: <c>application</c>.</summary>
    public static string Of(ThreadRole thread) => Threads[(int)thread];

    internal static ReadOnlySpan<byte> BytesOf(TraceEventKind kind) => EventBytes[(int)kind];

    internal static ReadOnlySpan<byte> BytesOf(ThreadRole thread) => ThreadBytes[(int)thread];

    internal static bool TryGetEvent(ReadOnlySpan<char> name, out TraceEventKind kind) =>
        EventsByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out kind);

    internal static bool TryGetThread(ReadOnlySpan<char> name, out ThreadRole thread)
    {
        for (var i = 0; i < Threads.Length; i++)
        {
            if (!name.SequenceEqual(Threads[i])) continue;
            thread = (ThreadRole)i;
            return true;
        }

        thread = default;
        return false;
    }

    private static string[] All<T>()
        where T : struct, Enum => Array.ConvertAll(Enum.GetNames<T>(), JsonNamingPolicy.KebabCaseLower.ConvertName);
}
