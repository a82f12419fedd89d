using Course.Rpc;
using Course.Rpc.Transport;

namespace Course.Tests.Lab1;

/// <summary>Notes what it is asked, and who asks.</summary>
internal sealed class Calculator(RpcPort port) : ICalculator
{
    public List<string> Notes { get; } = [];

    public List<PeerName> Callers { get; } = [];

    public TaskCompletionSource Gate { get; } = new();

    public Task<int> Add(int left, int right) => Task.FromResult(checked(left + right));

    public Task<int> Sum(IReadOnlyList<int> numbers) => Task.FromResult(numbers.Sum());

    public Task Wait() => Gate.Task;

    public void Note(string text)
    {
        Callers.Add(port.Caller);
        Notes.Add(text.Length > 0 ? text : throw new ArgumentException("nothing to note"));
    }
}
