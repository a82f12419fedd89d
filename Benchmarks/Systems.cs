using Course.Benchmarks.Children;
using Course.Benchmarks.Floors;
using Course.Benchmarks.Product;

namespace Course.Benchmarks;

/// <summary>The systems that are measured, by name.</summary>
internal static class Systems
{
    public const string Product = "product";
    public const string Ring = "ring";
    public const string Pipelines = "pipelines";

    /// <summary>In the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Product, Ring, Pipelines];

    /// <summary>The participant that a child is.</summary>
    /// <exception cref="ArgumentException">There is no such system.</exception>
    public static IParticipant Create(ChildSpec spec) => (spec.System, spec.IsHub) switch
    {
        (Product, _) => new ProductPeer(spec),
        (Ring, true) => new RingHub(),
        (Pipelines, true) => new PipelinesHub(),
        (Ring or Pipelines, false) => new FloorMember(spec),
        _ => throw new ArgumentException($"there is no system '{spec.System}'."),
    };
}
