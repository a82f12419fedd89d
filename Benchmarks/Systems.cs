using System.Globalization;
using Course.Benchmarks.Children;
using Course.Benchmarks.Floors;
using Course.Benchmarks.Product;
using Course.Benchmarks.Rivals;

namespace Course.Benchmarks;

/// <summary>The systems that are measured, by name.</summary>
internal static class Systems
{
    public const string Product = "product";

    /// <summary>The product with each call in a broadcast of its own.</summary>
    public const string Unbundled = "unbundled";

    public const string Ring = "ring";
    public const string Pipelines = "pipelines";
    public const string Round = "round";
    public const string Redis = "redis";
    public const string Nats = "nats";
    public const string Rabbit = "rabbitmq";
    public const string SignalR = "signalr";

    /// <summary>Plain calls of the product, without order.</summary>
    public const string Rpc = "rpc";

    /// <summary>A bare socket ping-pong.</summary>
    public const string Pong = "ping-pong";

    private const string RedisServer = "redis-server";
    private const string NatsServer = "nats-server";
    private const string RabbitServer = "rabbitmq-server";

    /// <summary>Those that relay, in the order of tables.</summary>
    public static IReadOnlyList<string> Relaying { get; } = [Product, Unbundled, Ring, Pipelines, Redis, Nats, Rabbit, SignalR, Round];

    /// <summary>Those that are measured when none are named.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Product, Ring, Pipelines];

    /// <summary>Those of <c>benchmarks rpc</c>.</summary>
    public static IReadOnlyList<string> Calling { get; } = [Rpc, Pong];

    /// <summary>What must be installed before a system can run, in words; null if nothing is missing.</summary>
    public static string? Missing(string system) => system switch
    {
        Redis when Programs.Find(RedisServer) is null => $"{RedisServer} is not on the path: apt-get install {RedisServer}",
        Nats when Programs.Find(NatsServer) is null => $"{NatsServer} is not on the path: apt-get install {NatsServer}",
        Rabbit when Programs.Find(RabbitServer) is null => $"{RabbitServer} is not on the path: apt-get install {RabbitServer}",
        _ => null,
    };

    /// <summary>The participant that a child is.</summary>
    /// <exception cref="ArgumentException">There is no such system.</exception>
    public static IParticipant Create(ChildSpec spec) => (spec.System, spec.IsHub) switch
    {
        (Product or Unbundled, _) => new ProductPeer(spec),
        (Rpc, _) => new RpcPeer(spec),
        (Ring, true) => new RingHub(),
        (Pipelines, true) => new PipelinesHub(),
        (Pong, true) => new PongHub(),
        (Ring or Pipelines or Pong, false) => new FloorMember(spec),
        (Round, true) => new RoundHub(),
        (Round, false) => new RoundMember(spec),
        (Redis, true) => new ServerHub(Programs.Find(RedisServer)!, RedisArguments),
        (Redis, false) => new RedisMember(spec),
        (Nats, true) => new ServerHub(Programs.Find(NatsServer)!, NatsArguments),
        (Nats, false) => new NatsMember(spec),
        (Rabbit, true) => new RabbitHub(Programs.Find(RabbitServer)!),
        (Rabbit, false) => new RabbitMember(spec),
        (SignalR, true) => new SignalRHub(),
        (SignalR, false) => new SignalRMember(spec),
        _ => throw new ArgumentException($"there is no system '{spec.System}'."),
    };

    // Nothing on disk, and no bound at which a subscriber that is slower than the publisher would be dropped.
    private static string[] RedisArguments(int port) =>
    [
        "--port", Text(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
        "--client-output-buffer-limit", "pubsub 0 0 0",
    ];

    // By default NATS cuts off a subscriber for which 64 MiB wait; that bound can be set by a file alone.
    private static string[] NatsArguments(int port)
    {
        var file = Path.Combine(Path.GetTempPath(), "course-benchmarks-nats.conf");
        File.WriteAllText(file, "max_pending: 1073741824\nwrite_deadline: \"60s\"\n");
        return ["-c", file, "-a", "127.0.0.1", "-p", Text(port)];
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
