using System.Text;

namespace Course.Staffing.Grading.Running;

/// <summary>Reads lines of a child, and no more of them than a bound.</summary>
internal sealed class ChildLines(Stream stream, long bound)
{
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly List<byte> _line = [];
    private int _next;
    private int _end;
    private long _total;

    /// <summary>Whether the child wrote more than the bound; nothing is read after it.</summary>
    public bool IsOverBound => _total > bound;

    /// <summary>The next line without its end; null at the end of the stream, or when the bound is passed.</summary>
    public async Task<string?> NextAsync()
    {
        while (true)
        {
            while (_next < _end)
            {
                var letter = _buffer[_next++];
                if (letter == '\n') return Take();
                _line.Add(letter);
            }

            (_next, _end) = (0, await stream.ReadAsync(_buffer));
            _total += _end;
            if (IsOverBound) return null;
            if (_end == 0) return _line.Count == 0 ? null : Take();
        }
    }

    /// <summary>From here on the bound holds for what comes next.</summary>
    public void CountAnew() => _total = 0;

    private string Take()
    {
        var text = Encoding.UTF8.GetString([.. _line]);
        _line.Clear();
        return text.TrimEnd('\r');
    }
}
