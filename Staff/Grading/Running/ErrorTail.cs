using System.Text;

namespace Course.Staffing.Grading.Running;

/// <summary>What a child writes to its standard error: the beginning of it is kept, and no more than a bound is read.</summary>
internal sealed class ErrorTail
{
    private const int Kept = 16 << 10;
    private readonly StringBuilder _text = new();
    private readonly Task _reading;

    public ErrorTail(StreamReader stream, long bound, Action beyond) => _reading = ReadAsync(stream, bound, beyond);

    /// <summary>Whether it wrote more than the bound.</summary>
    public bool IsOverBound { get; private set; }

    /// <summary>The text, after the child has ended.</summary>
    public async Task<string> TextAsync()
    {
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(2)));
        lock (_text) return _text.ToString();
    }

    private async Task ReadAsync(StreamReader stream, long bound, Action beyond)
    {
        var buffer = new char[4096];
        var total = 0L;
        while (await stream.ReadAsync(buffer) is var count and > 0)
        {
            total += count;
            lock (_text) _text.Append(buffer, 0, Math.Min(count, Kept - _text.Length));
            if (total <= bound) continue;
            IsOverBound = true;
            beyond();
            return;
        }
    }
}
