namespace Course.Benchmarks.Product;

/// <summary>The replicated contract that is measured.</summary>
public interface INotes
{
    /// <summary>One-way.</summary>
    void Note(string text);

    /// <summary>With a result: how many notes the replica has.</summary>
    Task<int> Count(string text);
}
