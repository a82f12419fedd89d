using Castle.DynamicProxy;
using Course.Rpc.Calls;

namespace Course.Rpc.Proxies;

/// <summary>
/// Makes dynamic proxies: objects that implement an interface and hand every call to a handler. The only place that knows Castle.
/// </summary>
public static class DynamicProxy
{
    // The generator caches one generated type for each interface; it holds nothing else.
    private static readonly ProxyGenerator Generator = new();

    /// <summary>A proxy of an interface.</summary>
    /// <exception cref="ArgumentException">The interface cannot be called from afar; the text says why and what to do.</exception>
    public static T Create<T>(ICallHandler handler) where T : class => (T)Create(typeof(T), handler);

    /// <summary>A proxy of an interface given as a type.</summary>
    /// <exception cref="ArgumentException">The interface cannot be called from afar; the text says why and what to do.</exception>
    public static object Create(Type contract, ICallHandler handler)
    {
        var descriptor = ContractDescriptor.Of(contract);
        return Generator.CreateInterfaceProxyWithoutTarget(contract, [typeof(IHandledProxy)], new Interceptor(descriptor, handler));
    }

    /// <summary>The handler behind an object, if it is a proxy of this kind.</summary>
    public static bool TryGetHandler(object candidate, out ICallHandler handler)
    {
        handler = (candidate as IProxyTargetAccessor)?.GetInterceptors().OfType<Interceptor>().FirstOrDefault()?.Handler!;
        return handler is not null;
    }

    /// <summary>Marks the proxies that this class made.</summary>
    public interface IHandledProxy;

    private sealed class Interceptor(ContractDescriptor contract, ICallHandler handler) : IInterceptor
    {
        public ICallHandler Handler => handler;

        public void Intercept(IInvocation invocation)
        {
            // <A1.3> Turn an intercepted call into a message.
            // | The handler carries out the call; what it returns is what the proxy returns. The contract knows each method's descriptor.
            invocation.ReturnValue = handler.Call(contract[invocation.Method], invocation.Arguments);
            // </A1.3>
        }
    }
}
