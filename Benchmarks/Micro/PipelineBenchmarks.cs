using BenchmarkDotNet.Attributes;
using Course.Rpc.Filtering;

namespace Course.Benchmarks.Micro;

/// <summary>An envelope through a pipeline of filters that pass it on.</summary>
[MemoryDiagnoser]
public class PipelineBenchmarks
{
    private FilterPipeline? _pipeline;
    private Envelope _envelope;

    /// <summary>How many filters.</summary>
    [Params(1, 3)]
    public int Filters { get; set; }

    /// <summary>Builds the pipeline.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _pipeline = new FilterPipeline(Enumerable.Range(0, Filters).Select(_ => new Passing()), new End(), new End());
        _envelope = new Envelope { Kind = EnvelopeKind.OneWay, Target = "INotes", Header = "Note(String)", Payload = new byte[104] };
    }

    /// <summary>From the application to the wire.</summary>
    [Benchmark]
    public void Send() => _pipeline!.Send(_envelope);

    /// <summary>From the wire to the application.</summary>
    [Benchmark]
    public void Receive() => _pipeline!.Receive(_envelope);

    private sealed class Passing : ISendReceiveFilter
    {
        public void OnSend(in Envelope envelope, FilterPosition at) => at.SendOn(envelope);

        public void OnReceive(in Envelope envelope, FilterPosition at) => at.DeliverOn(envelope);
    }

    private sealed class End : IPipelineEnd
    {
        public void Accept(in Envelope envelope)
        {
        }
    }
}
