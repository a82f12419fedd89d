namespace Course.Benchmarks.Runs;

/// <summary>What one run of several senders gave.</summary>
/// <param name="System">Whose.</param>
/// <param name="Positions">Messages in all.</param>
/// <param name="Different">Positions at which not all receivers got the same.</param>
/// <param name="Problems">What was lost, doubled or swapped within a sender.</param>
internal sealed record OrderFigures(string System, int Positions, int Different, IReadOnlyList<string> Problems);
