using BenchmarkDotNet.Attributes;
using Course.Benchmarks.Product;
using Course.Rpc.Calls;
using Course.Rpc.Proxies;

namespace Course.Benchmarks.Micro;

/// <summary>A call on a dynamic proxy, up to who stands behind it.</summary>
[MemoryDiagnoser]
public class ProxyBenchmarks
{
    private readonly INotes _proxy = DynamicProxy.Create<INotes>(new Nobody());
    private readonly string _text = new('.', 100);

    /// <summary>A one-way call.</summary>
    [Benchmark]
    public void OneWayCall() => _proxy.Note(_text);

    private sealed class Nobody : ICallHandler
    {
        public object? Call(MethodDescriptor method, object?[] arguments) => null;
    }
}
