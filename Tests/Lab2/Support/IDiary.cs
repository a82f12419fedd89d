namespace Course.Tests.Lab2;

/// <summary>What is replicated in the tests of lab 2.</summary>
public interface IDiary
{
    /// <summary>Writes a line; its number comes back.</summary>
    Task<int> Write(string line);

    /// <summary>Writes a line, one-way.</summary>
    void Note(string line);
}
