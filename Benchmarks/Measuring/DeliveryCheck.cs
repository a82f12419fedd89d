using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Course.Benchmarks.Measuring;

/// <summary>
/// Judges what one receiver gets while it is measured: nothing lost, doubled or swapped within a sender, the right number in all, and a
/// digest of the whole sequence, equal at two receivers only if they got the same in the same order. Takes are made by one thread at a
/// time, the rest by another one between runs.
/// </summary>
internal sealed class DeliveryCheck
{
    private const int MostProblems = 5;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly List<string> _problems = [];
    private readonly List<ushort> _recorded = [];
    private TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int[] _next = [];
    private int[] _expected = [];
    private int[] _counts = [];
    private long _total;
    private long _delivered;
    private ulong _digest;
    private bool _isRecording;

    /// <summary>Called after each take with the sender, to send the next message of an echo.</summary>
    public Action<int>? Taken { get; set; }

    /// <summary>Completes with the last expected delivery.</summary>
    public Task Completed => _completed.Task;

    /// <summary>When the last expected message came (<see cref="Stopwatch.GetTimestamp"/>, one clock for all processes).</summary>
    public long LastDelivery { get; private set; }

    public long Delivered => Volatile.Read(ref _delivered);

    public ulong Digest => _digest;

    /// <summary>The sequence as sender * <see cref="Payloads.Cycle"/> + number, if it was to be recorded.</summary>
    public ReadOnlySpan<ushort> Recorded => CollectionsMarshal.AsSpan(_recorded);

    /// <summary>Starts over.</summary>
    /// <param name="expected">How many messages each sender will send.</param>
    /// <param name="record">Whether the whole sequence is kept.</param>
    public void Begin(int[] expected, bool record = false)
    {
        (_expected, _next, _counts) = (expected, new int[expected.Length], new int[expected.Length]);
        (_delivered, _digest, _isRecording, LastDelivery) = (0, 0, record, 0);
        _total = expected.Sum(count => (long)count);
        _problems.Clear();
        _recorded.Clear();
        _completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (record) _recorded.EnsureCapacity((int)_total);
        if (_total == 0) _completed.SetResult();
    }

    /// <summary>The counts of a run that began with more than will come. Complete when all of them have come.</summary>
    public async Task ExpectAsync(int[] expected)
    {
        var total = expected.Sum(count => (long)count);
        // Taking goes on meanwhile without a fence, so the end is looked for and not announced; no figure depends on when it is seen.
        while (Delivered < total) await Task.Delay(5);
        (_expected, LastDelivery) = (expected, Stopwatch.GetTimestamp());
        _completed.TrySetResult();
    }

    /// <summary>A message was delivered.</summary>
    public void Take((int Sender, int Number) message)
    {
        var (sender, number) = message;
        if ((uint)sender >= (uint)_next.Length)
        {
            Note($"a message of a sender that there is not ({sender})");
            return;
        }

        if (number != _next[sender]) NoteGap(sender, number);
        _next[sender] = (number + 1) % Payloads.Cycle;
        _counts[sender]++;
        var key = (uint)((sender * Payloads.Cycle) + number);
        _digest = (_digest + key + 1) * Multiplier;
        if (_isRecording) _recorded.Add((ushort)key);
        var delivered = _delivered + 1;
        Volatile.Write(ref _delivered, delivered);
        if (delivered == _total) Complete();
        Taken?.Invoke(sender);
    }

    /// <summary>What is wrong so far, in words; empty when all is right.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>(_problems);
        for (var sender = 0; sender < _expected.Length; sender++)
        {
            if (_counts[sender] == _expected[sender]) continue;
            problems.Add($"sender {sender}: {_counts[sender]} messages delivered instead of {_expected[sender]}");
        }

        return problems;
    }

    private void Complete()
    {
        LastDelivery = Stopwatch.GetTimestamp();
        _completed.TrySetResult();
    }

    private void NoteGap(int sender, int number)
    {
        var before = (_next[sender] + Payloads.Cycle - 1) % Payloads.Cycle;
        var what = number == before && _counts[sender] > 0
            ? "is doubled"
            : "is out of its place: one before it is lost, doubled or swapped";
        Note($"sender {sender}: number {number} {what} (delivery {_delivered + 1}, expected number {_next[sender]})");
    }

    private void Note(string problem)
    {
        if (_problems.Count < MostProblems) _problems.Add(problem);
    }
}
