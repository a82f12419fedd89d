namespace Course.Tests.Peers.Contract;

/// <summary>An entry of the journal, with shapes that a serializer has to carry.</summary>
public sealed record Entry(string Text, int Weight, IReadOnlyList<string> Tags, DateTime? At);

/// <summary>The replicated contract.</summary>
public interface IJournal
{
    Task<int> Append(string text);

    ValueTask<Entry> Keep(Entry entry);

    void Note(string text);

    Task Refuse(string text);
}

/// <summary>The plain contract.</summary>
public interface ICalculator
{
    Task<int> Add(int left, int right);

    ValueTask<string> Divide(int left, int right);

    void Remember(string text);

    Task<int> CallBack(IListener listener, string text);
}

public interface IListener
{
    Task<int> Heard(string text);
}

/// <summary>A replica whose texts are read when a count was reached. Touched on the loop of its peer only.</summary>
public sealed class Journal : IJournal
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _waits = [];

    /// <summary>Guards the texts and the waits: the test looks from another thread.</summary>
    private readonly Lock _gate = new();
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate) return [.. _texts];
        }
    }

    /// <summary>Completes when so many texts are there.</summary>
    public Task Reached(int count)
    {
        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_texts.Count >= count) wait.SetResult();
            else _waits.Add((count, wait));
        }

        return wait.Task;
    }

    public Task<int> Append(string text) => Task.FromResult(Add(text));

    public async ValueTask<Entry> Keep(Entry entry)
    {
        await Task.Yield();
        Add(entry.Text);
        return entry with { Weight = entry.Weight + 1 };
    }

    public void Note(string text) => Add(text);

    public Task Refuse(string text) => throw new NotSupportedException($"'{text}' is refused");

    private int Add(string text)
    {
        lock (_gate)
        {
            _texts.Add(text);
            foreach (var (_, reached) in _waits.Where(wait => wait.Count <= _texts.Count)) reached.TrySetResult();
            return _texts.Count;
        }
    }
}

public sealed class Calculator : ICalculator
{
    public TaskCompletionSource<string> Remembered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public async ValueTask<string> Divide(int left, int right)
    {
        await Task.Yield();
        return $"{left / right}";
    }

    public void Remember(string text) => Remembered.TrySetResult(text);

    public async Task<int> CallBack(IListener listener, string text) => 1 + await listener.Heard($"heard {text}");
}

public sealed class Listener : IListener
{
    public string Text { get; private set; } = "";

    public Task<int> Heard(string text)
    {
        Text = text;
        return Task.FromResult(text.Length);
    }
}
