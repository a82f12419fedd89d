using System.Net;
using RabbitMQ.Client;

namespace Course.Benchmarks.Rivals;

/// <summary>The one stream that all members publish to and consume.</summary>
internal static class RabbitStream
{
    public const string Name = "notes";

    /// <summary>Opens a connection.</summary>
    /// <param name="address">host:port of the server.</param>
    public static Task<IConnection> ConnectAsync(string address)
    {
        var place = IPEndPoint.Parse(address);
        var factory = new ConnectionFactory
        {
            Endpoint = new AmqpTcpEndpoint(place.Address.ToString(), place.Port),
            // A lost connection fails the run; to open it anew would hide that. A loaded machine may be late with heartbeats.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.Zero,
        };
        return factory.CreateConnectionAsync();
    }

    /// <summary>Makes the stream, once for all members.</summary>
    public static async Task DeclareAsync(string address)
    {
        await using var connection = await ConnectAsync(address);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            Name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "stream" });
    }
}
