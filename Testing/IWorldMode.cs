using Course.Simulation.Checking;

namespace Course.Testing;

/// <summary>How a world is run: in every order, or with seeds.</summary>
internal interface IWorldMode
{
    int Peers { get; }

    /// <summary>Runs what was declared; throws an assertion with the story if it does not hold.</summary>
    void Check(World world, IReadOnlyList<Guarantee> guarantees);
}
