using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using RabbitMQ.Client;

namespace Course.Benchmarks.Rivals;

/// <summary>
/// The official client of RabbitMQ (AMQP 0.9.1): one connection publishes to the stream, without confirms, and one consumes it with an
/// offset of its own, as the server's documentation recommends.
/// </summary>
internal sealed class RabbitMember(ChildSpec spec) : IMember
{
    // A stream is consumed over AMQP with acknowledgements, which are credit: so many may be under way, and one acknowledges many.
    private const ushort Prefetch = 20000;
    private const int AcknowledgedTogether = 2000;

    private readonly Payloads _payloads = new(spec.Index - 1, spec.Size);
    private IConnection? _publishing;
    private IConnection? _consuming;
    private IChannel? _publisher;

    public DeliveryCheck Check { get; } = new();

    public async Task<string> StartAsync(string? address)
    {
        _publishing = await RabbitStream.ConnectAsync(address!);
        _publisher = await _publishing.CreateChannelAsync();
        _consuming = await RabbitStream.ConnectAsync(address!);
        var channel = await _consuming.CreateChannelAsync();
        await channel.BasicQosAsync(prefetchSize: 0, Prefetch, global: false);
        // The stream is new and empty: its first message is the next one, and none can be missed while consumers are still starting.
        var offset = new Dictionary<string, object?> { ["x-stream-offset"] = "first" };
        await channel.BasicConsumeAsync(
            RabbitStream.Name, autoAck: false, consumerTag: "", noLocal: false, exclusive: false, offset, new Consumer(channel, Check));
        return address!;
    }

    public async Task SendAsync(int count)
    {
        for (var number = 0; number < count; number++) await PublishAsync(number);
    }

    public void SendOne(int number) => PublishAsync(number).AsTask().Wait();

    public async ValueTask DisposeAsync()
    {
        if (_consuming is not null) await _consuming.DisposeAsync();
        if (_publishing is not null) await _publishing.DisposeAsync();
    }

    private ValueTask PublishAsync(int number) =>
        _publisher!.BasicPublishAsync(exchange: "", RabbitStream.Name, _payloads.Memory(number));

    private sealed class Consumer(IChannel channel, DeliveryCheck check) : AsyncDefaultBasicConsumer(channel)
    {
        public override Task HandleBasicDeliverAsync(
            string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
            IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
        {
            check.Take(Payloads.Read(body.Span));
            return deliveryTag % AcknowledgedTogether == 0
                ? Channel.BasicAckAsync(deliveryTag, multiple: true, cancellationToken).AsTask()
                : Task.CompletedTask;
        }
    }
}
