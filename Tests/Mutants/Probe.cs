using System.Runtime.Loader;
using Course.Rpc.Calls;
using Course.Rpc.Proxies;

namespace Course.Tests.Mutants;

/// <summary>Drivers that look at the world they run in.</summary>
public static class Probe
{
    public interface IContract
    {
        void Call();
    }

    /// <summary>The contexts of the managers, of a dynamic proxy, of Castle, of NUnit.</summary>
    public static string Contexts(string argument)
    {
        var proxy = DynamicProxy.Create<IContract>(new Silent()).GetType();
        var castle = proxy.GetInterfaces().Single(type => type.Name == "IProxyTargetAccessor");
        Type[] types = [typeof(FaultToleranceManagers), typeof(Probe), proxy, castle, typeof(TestAttribute)];
        return string.Join(", ", types.Select(type => AssemblyLoadContext.GetLoadContext(type.Assembly)!.Name));
    }

    /// <summary>Throws what it is given.</summary>
    public static string Throw(string argument) => throw new InvalidOperationException(argument);

    private sealed class Silent : ICallHandler
    {
        public object? Call(MethodDescriptor method, object?[] arguments) => null;
    }
}
