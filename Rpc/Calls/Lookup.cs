using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>One look-up in another peer's registry. Runs on the loop, so that its awaits come back there.</summary>
internal sealed class Lookup<T>(IRegistry registry, T proxy, PeerName peer, string name, string contract) where T : class
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public async void Start()
    {
        try
        {
            var found = await registry.Find(name);
            if (found == contract) _source.TrySetResult(proxy);
            else _source.TrySetException(new ArgumentException(await ProblemAsync(found)));
        }
#pragma warning disable CA1031 // Whatever the call fails with belongs to who looks up.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _source.TrySetException(exception);
        }
    }

    private async Task<string> ProblemAsync(string? found)
    {
        if (found is not null)
        {
            return $"'{name}' at '{peer}' is a {found}, not a {contract}. Ask for the contract under which it was registered.";
        }

        var all = (await registry.List()).Select(entry => $"{entry.Name} ({entry.Contract})");
        return $"Nothing is registered as '{name}' at '{peer}'. Registered: {string.Join(", ", all)}.";
    }
}
