namespace Course.Tests.Rpc.Calls;

public interface ICalculator
{
    Task<int> Add(int left, int right);

    ValueTask<string> Repeat(string text, int times, CancellationToken cancellation);

    ValueTask Check(bool holds);

    Task Wait();

    void Note(string text);
}

public sealed class Calculator : ICalculator
{
    public List<string> Notes { get; } = [];

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public ValueTask<string> Repeat(string text, int times, CancellationToken cancellation) =>
        ValueTask.FromResult(string.Concat(Enumerable.Repeat(text, times)));

    public ValueTask Check(bool holds) => holds ? default : throw new InvalidOperationException("it does not hold");

    public async Task Wait() => await Gate.Task;

    public void Note(string text) => Notes.Add(text.Length > 0 ? text : throw new ArgumentException("nothing to note"));
}

public interface IListener
{
    void Heard(string text);
}

public interface ISpeaker
{
    Task<int> Subscribe(IListener? listener);

    Task<bool> IsSame(IListener first, IListener second);

    Task Speak(string text);
}

public sealed class Listener : IListener
{
    public List<string> Texts { get; } = [];

    public void Heard(string text) => Texts.Add(text);
}

public sealed class Speaker : ISpeaker
{
    public List<IListener?> Listeners { get; } = [];

    public Task<int> Subscribe(IListener? listener)
    {
        Listeners.Add(listener);
        return Task.FromResult(Listeners.Count);
    }

    public Task<bool> IsSame(IListener first, IListener second) => Task.FromResult(ReferenceEquals(first, second));

    public Task Speak(string text)
    {
        foreach (var listener in Listeners) listener?.Heard(text);
        return Task.CompletedTask;
    }
}
