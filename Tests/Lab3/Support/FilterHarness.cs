using System.Buffers;
using System.Text;
using Course.Filters;
using Course.Rpc.Filtering;
using Course.Rpc.Loops;
using Course.Rpc.Serialization;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Lab3;

/// <summary>The filter of p2 alone, between an application and a wire that only record.</summary>
internal sealed class FilterHarness
{
    private readonly FilterPipeline _pipeline;

    public FilterHarness()
    {
        var loop = PeerLoop.Stepped();
        var network = new InMemoryNetwork(stepped: true);
        Filter = new FilterUnderTest(loop, new ConnectionManager(network.Join(Name(2)), loop));
        _pipeline = new FilterPipeline([Filter], new End(Delivered), new End(Sent));
        Filter.Fill(3);
    }

    public FilterUnderTest Filter { get; }

    public RecordedManagers Managers => Filter.Managers;

    public EffectRunner Effects => Filter.Effects;

    /// <summary>What went on toward the wire.</summary>
    public List<Envelope> Sent { get; } = [];

    /// <summary>What went on toward the application.</summary>
    public List<Envelope> Delivered { get; } = [];

    public static PeerName Name(int number) => PeerName.Parse($"p{number}");

    public static Envelope Call(CallForm form, int from = 2, int to = 1, string payload = "body") => new()
    {
        Kind = EnvelopeKind.OneWay,
        From = Name(from),
        To = Name(to),
        Target = form.Target,
        Header = form.Header,
        Payload = Encoding.UTF8.GetBytes(payload),
    };

    public static byte[] Wrapping(params long[] fields)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(fields.Length);
        foreach (var field in fields) writer.WriteInt64(field);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public void Send(in Envelope envelope) => _pipeline.Send(envelope);

    public void Receive(in Envelope envelope) => _pipeline.Receive(envelope);

    private sealed class End(List<Envelope> envelopes) : IPipelineEnd
    {
        public void Accept(in Envelope envelope) => envelopes.Add(envelope);
    }
}
