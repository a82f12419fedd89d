using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Course.Staffing.Grading.Sessions;

/// <summary>Chooses sessions from a secret: nobody who does not know it can know sizes, times, faults or texts before.</summary>
internal static class SessionPlanner
{
    private const int Messages = 24;
    private const long Duration = 60_000;

    /// <summary>The sizes: peers and crashes of each session; the rest is drawn.</summary>
    private static readonly (int Peers, int Crashes, bool IsDistributed)[] Sizes =
        [(3, 0, false), (3, 1, true), (4, 1, false), (5, 2, true), (5, 2, false), (7, 3, false)];

    /// <summary>The sessions for a submission; equal for equal secrets and keys.</summary>
    /// <param name="secret">Of this grading.</param>
    /// <param name="key">Of the submission.</param>
    public static IReadOnlyList<SessionPlan> Plan(byte[] secret, string key) =>
        [.. Sizes.Select((size, number) => Plan(size.Peers, size.Crashes, size.IsDistributed, new Draw(secret, $"{key} {number}")))];

    private static SessionPlan Plan(int peers, int crashes, bool isDistributed, Draw draw)
    {
        var calls = Enumerable.Range(0, Messages)
            .Select(number => new PlannedCall(draw.Below(Duration), $"p{draw.Below(peers) + 1}", $"{draw.Word()}-{number}"))
            .OrderBy(call => call.Microseconds).ToList();
        // The relayer is among those who are killed: the first in join order who lives relays.
        var killed = Enumerable.Range(1, peers - 1).OrderBy(_ => draw.Below(1 << 20)).Take(Math.Max(0, crashes - 1)).Prepend(0)
            .Take(crashes);
        var faults = killed.Select(peer => new PlannedCrash(5_000 + draw.Below(Duration - 15_000), $"p{peer + 1}"))
            .OrderBy(crash => crash.Microseconds).ToList();
        return new SessionPlan(peers, (ulong)draw.Below(long.MaxValue), isDistributed, calls, faults);
    }

    /// <summary>Numbers from a secret and a label, by SHA-256 in counter mode.</summary>
    private sealed class Draw(byte[] secret, string label)
    {
        private int _count;

        public long Below(long bound) => (long)(BinaryPrimitives.ReadUInt64LittleEndian(Next()) % (ulong)bound);

        public string Word() => Convert.ToHexStringLower(Next().AsSpan(0, 12));

        private byte[] Next() => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{label} {_count++}"));
    }
}
