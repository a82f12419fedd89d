namespace Course.Tests.Lab2;

/// <summary>A replica that may take its time: while it is slow, a written line ends only when it is quick again.</summary>
internal sealed class Diary : IDiary
{
    private TaskCompletionSource? _slow;

    /// <summary>The lines in the order in which they were begun.</summary>
    public List<string> Begun { get; } = [];

    /// <summary>The lines in the order in which they were ended.</summary>
    public List<string> Ended { get; } = [];

    public bool IsSlow
    {
        get => _slow is not null;
        set
        {
            if (value == IsSlow) return;
            var before = _slow;
            _slow = value ? new TaskCompletionSource() : null;
            before?.SetResult();
        }
    }

    public async Task<int> Write(string line)
    {
        Begun.Add(line);
        if (_slow is { } slow) await slow.Task;
        Ended.Add(line);
        return line.Length > 0 ? Ended.Count : throw new ArgumentException("nothing to write");
    }

    public void Note(string line)
    {
        Begun.Add(line);
        Ended.Add(line.Length > 0 ? line : throw new ArgumentException("nothing to note"));
    }
}
