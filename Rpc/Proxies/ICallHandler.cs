using Course.Rpc.Calls;

namespace Course.Rpc.Proxies;

/// <summary>What stands behind a dynamic proxy. Called on the thread of the proxy's caller; several callers may overlap.</summary>
public interface ICallHandler
{
    /// <summary>Carries out a call.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="arguments">All arguments, a <see cref="CancellationToken"/> included. The handler may keep the array.</param>
    /// <returns>
    /// What the method declares: <see langword="null"/> for void, else a task of the declared type (<see cref="CallCompletion.Returned"/>).
    /// </returns>
    object? Call(MethodDescriptor method, object?[] arguments);
}
