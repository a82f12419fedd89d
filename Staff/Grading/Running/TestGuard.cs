using System.Diagnostics;
using Course.Staffing.Grading.Kits;

namespace Course.Staffing.Grading.Running;

/// <summary>
/// Waits for the lines of one child, and no longer than its test may take: so many times what the reference takes on this machine, within
/// bounds. A test's time runs from its beginning, whatever else the child writes.
/// </summary>
/// <param name="limits">The bounds.</param>
/// <param name="timeOf">Tells what a test takes with the reference; null if nobody knows.</param>
/// <param name="isNext">Whether another test of the same run hung before.</param>
internal sealed class TestGuard(ChildLimits limits, Func<KitTest, Task<TimeSpan?>>? timeOf, bool isNext)
{
    private const string Ended = "and was ended: a loop without end, or a wait for ever.";
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private KitTest? _current;

    /// <summary>The next line; null at the end.</summary>
    /// <param name="lines">The child's.</param>
    /// <param name="current">The test that runs; null if none does: the child starts, which takes what it takes here.</param>
    /// <exception cref="TimeoutException">It did not come in time; the lines cannot be read again.</exception>
    public async Task<string?> NextAsync(ChildLines lines, KitTest? current)
    {
        if (current != _current)
        {
            _current = current;
            _clock.Restart();
        }

        var next = lines.NextAsync();
        if (current is null) return await next.WaitAsync(Left(limits.Guard));
        if (timeOf is null) return await next.WaitAsync(Left(limits.GuardOf(null, isNext)));
        var least = Left(limits.GuardOf(TimeSpan.Zero, isNext));
        if (next.IsCompleted || await Task.WhenAny(next, Task.Delay(least)) == next) return await next;
        var reference = await timeOf(current);
        return await next.WaitAsync(Left(limits.GuardOf(reference, isNext)));
    }

    /// <summary>What the student reads of a test that hung.</summary>
    /// <param name="current">The test that ran; null if none did.</param>
    public string Words(KitTest? current) =>
        current is null || timeOf is null
            ? $"Did not end within {(current is null ? limits.Guard : limits.GuardOf(null, isNext)).TotalSeconds:0.#} s, {Ended}"
            // The same words however long the reference took this time.
            : $"Did not end in {limits.TimesReference} times the reference's time, "
                + $"at least {limits.LeastGuard.TotalSeconds:0.#} s, {Ended}";

    private TimeSpan Left(TimeSpan guard) => guard > _clock.Elapsed ? guard - _clock.Elapsed : TimeSpan.Zero;
}
