using System.Globalization;
using System.Text;
using Course.Peers;
using Course.Simulation.Stepping;

namespace Course.Tests.Simulation.Simulating;

/// <summary>Counts what it delivered, also across crashes of its process. Its calls are asked for their result.</summary>
public sealed class CountingApplication : IPersistentApplication, CountingApplication.ICounted
{
    private IPersistentState? _state;
    private ICounted? _ordered;

    public interface ICounted
    {
        Task<int> Count(string text);
    }

    public int Counted { get; private set; }

    /// <summary>What this process found on its disk.</summary>
    public int CountedBefore { get; private set; }

    /// <summary>What calls failed with.</summary>
    public List<Exception> Failures { get; } = [];

    public void Open(IPersistentState state)
    {
        _state = state;
        if (state.TryRead("count", out var bytes)) Counted = int.Parse(Encoding.UTF8.GetString(bytes), CultureInfo.InvariantCulture);
        CountedBefore = Counted;
    }

    public void Attach(Peer peer)
    {
        if (_state is null) throw new InvalidOperationException("the store comes before the peer");
        peer.Replicate<ICounted>(this);
        _ordered = peer.Ordered<ICounted>();
    }

    public async void Call(string text)
    {
        try
        {
            await _ordered!.Count(text);
        }
        catch (Exception exception) when (exception is not InvalidOperationException)
        {
            Failures.Add(exception);
        }
    }

    Task<int> ICounted.Count(string text)
    {
        Counted++;
        _state!.Write("count", Encoding.UTF8.GetBytes(Counted.ToString(CultureInfo.InvariantCulture)));
        return Task.FromResult(Counted);
    }
}
