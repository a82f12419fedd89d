using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using Course.Hosting;
using Course.Rpc.Tcp;

namespace Course.Benchmarks.Product;

/// <summary>One of two peers of the product; the second calls the first, without order.</summary>
internal sealed class RpcPeer(ChildSpec spec) : ICaller
{
    private readonly Payloads _payloads = new(0, spec.Size);
    private TcpPeer? _peer;
    private IPing? _ping;

    public DeliveryCheck? Check => null;

    public async Task<string> StartAsync(string? address)
    {
        _peer = await TcpPeer.JoinAsync(new PeerOptions
        {
            Name = spec.IsHub ? "called" : "caller",
            Session = address ?? "tcp://127.0.0.1:0/benchmark",
            Members = 2,
            Rendezvous = spec.IsHub ? RendezvousMode.Host : RendezvousMode.Join,
            LeaveOnCtrlC = false,
        });
        if (spec.IsHub)
        {
            _peer.Rpc.Register<IPing>(new Pong());
        }
        else
        {
            var start = await _peer.Started;
            _ping = await _peer.Rpc.LookupAsync<IPing>(start.Members.Single(member => member.Name != _peer.Name).Name);
        }

        return _peer.Session.ToString();
    }

    public Task CallAsync(int number) => _ping!.Ping(_payloads.Text(number));

    public Task SendAsync(int count) => throw new InvalidOperationException("plain calls are awaited.");

    public void SendOne(int number) => throw new InvalidOperationException("plain calls are awaited.");

    public ValueTask DisposeAsync() => _peer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class Pong : IPing
    {
        public Task<int> Ping(string text) => Task.FromResult(text.Length);
    }
}
