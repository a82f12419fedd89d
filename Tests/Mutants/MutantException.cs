namespace Course.Tests.Mutants;

/// <summary>A patch that cannot be read, applied or compiled, or a driver that threw; the text names the mutant and the place.</summary>
public sealed class MutantException : Exception
{
    public MutantException(string message)
        : base(message)
    {
    }
}
