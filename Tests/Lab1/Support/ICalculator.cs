namespace Course.Tests.Lab1;

/// <summary>What is called from afar in the tests of lab 1.</summary>
public interface ICalculator
{
    Task<int> Add(int left, int right);

    Task<int> Sum(IReadOnlyList<int> numbers);

    Task Wait();

    void Note(string text);
}
