namespace Course.Examples;

public interface ICounter
{
    Task<int> Add(int amount);
}

internal sealed class Counter : ICounter
{
    private int _value;

    public Task<int> Add(int amount) => Task.FromResult(_value += amount);
}
