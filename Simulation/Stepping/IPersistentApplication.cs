namespace Course.Simulation.Stepping;

/// <summary>
/// An application that keeps something on a disk, so that it finds it again after its process crashed and was started again.
/// </summary>
public interface IPersistentApplication : ISessionApplication
{
    /// <summary>
    /// Gives the application its store, before <see cref="ISessionApplication.Attach"/>: empty in the first life of a peer, and in each
    /// later one with what the lives before wrote. Read here what is to be known again; keep the store for later writes.
    /// </summary>
    void Open(IPersistentState state);
}
