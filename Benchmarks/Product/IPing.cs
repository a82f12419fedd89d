namespace Course.Benchmarks.Product;

/// <summary>The contract of plain calls that is measured.</summary>
public interface IPing
{
    /// <summary>Answers how long the text is.</summary>
    Task<int> Ping(string text);
}
