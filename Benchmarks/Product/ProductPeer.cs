using System.Globalization;
using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using Course.Hosting;
using Course.Peers;
using Course.Relaying;
using Course.Rpc.Tcp;
using Course.Rpc.Transport;

namespace Course.Benchmarks.Product;

/// <summary>
/// A peer of the product, with the options that an application gets. The hub joins first and so is the relayer; it has a replica as every
/// peer has.
/// </summary>
internal sealed class ProductPeer(ChildSpec spec) : ICaller, IWatchesHub
{
    private readonly Payloads _payloads = new(Math.Max(spec.Index - 1, 0), spec.Size);
    private TcpPeer? _peer;
    private INotes? _notes;

    // The default, unless so many processes start at once that one may wait for a processor for longer.
    private TimeSpan SilenceBound => TimeSpan.FromSeconds(Math.Max(5, spec.Receivers));

    public DeliveryCheck Check { get; } = new();

    public Action? HubLeft { get; set; }

    public async Task<string> StartAsync(string? address)
    {
        var options = new PeerOptions
        {
            Name = NameOf(spec.Index),
            Session = address ?? "tcp://127.0.0.1:0/benchmark",
            Members = spec.Receivers + 1,
            Rendezvous = spec.IsHub ? RendezvousMode.Host : RendezvousMode.Join,
            Ordering = spec.Buffering == "distributed" ? Ordering.Distributed : Ordering.Replicated,
            LeaveOnCtrlC = false,
            SilenceBound = SilenceBound,
        };
        if (spec.System == Systems.Unbundled) options = options with { Couplers = new CouplerOptions() };
        _peer = await TcpPeer.JoinAsync(options);
        _peer.Left += (member, reason, detail) =>
        {
            // The parent shows it beside what is missing.
            if (reason != LeaveReason.Goodbye) Console.Error.WriteLine($"{member.Name} left: {detail}");
            if (member.Name.ToString() == NameOf(0)) HubLeft?.Invoke();
        };
        _ = TellEndAsync(_peer);
        _peer.Replicate<INotes>(new Notes(Check));
        _notes = _peer.Ordered<INotes>();
        if (!spec.IsHub) await _peer.Started;
        return _peer.Session.ToString();
    }

    public Task SendAsync(int count)
    {
        for (var i = 0; i < count; i++) _notes!.Note(_payloads.Text(i));
        return Task.CompletedTask;
    }

    public void SendOne(int number) => _notes!.Note(_payloads.Text(number));

    public Task CallAsync(int number) => _notes!.Count(_payloads.Text(number));

    private static async Task TellEndAsync(TcpPeer peer)
    {
        var end = await peer.Ended;
        if (end.Reason != LeaveReason.Goodbye) Console.Error.WriteLine($"the session ended: {end.Detail}");
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"peer{index}");

    public ValueTask DisposeAsync() => _peer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
