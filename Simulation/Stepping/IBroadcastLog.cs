namespace Course.Simulation.Stepping;

/// <summary>The contract of the default application: an ordered log of texts.</summary>
public interface IBroadcastLog
{
    /// <summary>Appends one text at its place in the order of the session.</summary>
    void Append(string text);
}
