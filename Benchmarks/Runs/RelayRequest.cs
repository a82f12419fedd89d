using Course.Benchmarks.Children;
using Course.Commands;

namespace Course.Benchmarks.Runs;

/// <summary>What <c>benchmarks relay</c> was asked for.</summary>
internal sealed record RelayRequest
{
    public required IReadOnlyList<string> Systems { get; init; }

    public required int Receivers { get; init; }

    public required int Size { get; init; }

    public required int Runs { get; init; }

    /// <summary>Messages of a run; null: as many as the system does in <see cref="Time"/>.</summary>
    public int? Messages { get; init; }

    public required TimeSpan Time { get; init; }

    public required TimeSpan WarmUp { get; init; }

    public required TimeSpan Guard { get; init; }

    public required string Buffering { get; init; }

    public bool Echo { get; init; }

    public bool Returning { get; init; }

    /// <summary>What is measured of each system: its name, and how messages are sent.</summary>
    public IReadOnlyList<(string System, ChildVerb Verb)> Measured =>
    [
        .. from system in Systems
           from verb in VerbsOf(system)
           select (system, verb),
    ];

    /// <exception cref="CommandException">Options contradict each other.</exception>
    public void Check()
    {
        if (Echo && Returning) throw new CommandException("--echo and --returning exclude each other.");
        if (Returning && !Systems.Contains(Benchmarks.Systems.Product))
        {
            throw new CommandException("--returning needs the product among --peers: no other system's calls have results.");
        }
    }

    private ChildVerb[] VerbsOf(string system) => (Echo, Returning, system == Benchmarks.Systems.Product) switch
    {
        (true, _, true) => [ChildVerb.Echo, ChildVerb.AwaitedEcho],
        (true, _, false) => [ChildVerb.Echo],
        (_, true, true) => [ChildVerb.Send, ChildVerb.SendReturning],
        _ => [ChildVerb.Send],
    };
}
