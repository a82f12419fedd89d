namespace Course.Tests.Processes;

/// <summary>The lines of a stream so far; who waits for one sees each new line. Any thread.</summary>
internal sealed class LineLog
{
    // Guards _lines and _changed; completions run outside it.
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = NewChange();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock) return [.. _lines];
        }
    }

    public void Add(string line) => Change(() => _lines.Add(line));

    /// <summary>Wakes who waits, so that it sees the end.</summary>
    public void End() => Change(() => HasEnded = true);

    public bool HasEnded { get; private set; }

    /// <summary>Waits until the lines fulfil a condition.</summary>
    /// <returns>False when the stream ended before.</returns>
    /// <exception cref="OperationCanceledException">The guard fired.</exception>
    public async Task<bool> Until(Func<IReadOnlyList<string>, bool> condition, CancellationToken guard)
    {
        while (true)
        {
            Task changed;
            bool hasEnded;
            IReadOnlyList<string> lines;
            lock (_lock) (changed, hasEnded, lines) = (_changed.Task, HasEnded, [.. _lines]);
            if (condition(lines)) return true;
            if (hasEnded) return false;
            await changed.WaitAsync(guard);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, NewChange());
        }

        changed.SetResult();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
