namespace Course.Tests.Hosting;

public interface ITally
{
    Task<int> Add(string text);
}

/// <summary>
/// A replica that keeps no texts, only their number and a digest of their order: it must not grow while memory is measured.
/// </summary>
public sealed class Tally : ITally
{
    /// <summary>Guards all below: the test looks from another thread.</summary>
    private readonly Lock _gate = new();
    private (int Count, TaskCompletionSource Reached)? _wait;
    private int _count;
    private ulong _digest = 14695981039346656037;

    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    public ulong Digest
    {
        get
        {
            lock (_gate) return _digest;
        }
    }

    public Task Reached(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _wait = (count, reached);
            if (_count >= count) reached.SetResult();
        }

        return reached.Task;
    }

    public Task<int> Add(string text)
    {
        lock (_gate)
        {
            foreach (var letter in text) _digest = unchecked((_digest ^ letter) * 1099511628211);
            _count++;
            if (_wait is { } wait && _count >= wait.Count) wait.Reached.TrySetResult();
            return Task.FromResult(_count);
        }
    }
}
