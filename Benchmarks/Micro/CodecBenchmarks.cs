using System.Buffers;
using BenchmarkDotNet.Attributes;
using Course.Rpc.Serialization;

namespace Course.Benchmarks.Micro;

/// <summary>The codec, for the arguments of the ordered call that is measured.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly MessagePackMessageSerializer _serializer = new(sharesInput: true);
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private ReadOnlySequence<byte> _encoded;
    private string _text = "";

    /// <summary>Characters.</summary>
    [Params(100, 1024)]
    public int Size { get; set; }

    /// <summary>Makes the text and its encoding.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _text = new string('.', Size);
        Encode();
        _encoded = new ReadOnlySequence<byte>(_output.WrittenMemory.ToArray());
    }

    /// <summary>A string to bytes.</summary>
    [Benchmark]
    public int Encode()
    {
        _output.ResetWrittenCount();
        _serializer.Serialize(_output, _text);
        return _output.WrittenCount;
    }

    /// <summary>Bytes to a string.</summary>
    [Benchmark]
    public string Decode() => _serializer.Deserialize<string>(_encoded, out _);
}
