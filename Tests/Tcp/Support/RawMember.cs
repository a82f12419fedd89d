using System.Net;
using System.Net.Sockets;
using System.Text;
using Course.Rpc.Tcp;
using Course.Rpc.Tcp.Doors;
using Course.Rpc.Tcp.Hellos;
using Course.Rpc.Tcp.Joining;
using Course.Rpc.Tcp.Wire;

namespace Course.Tests.Tcp.Support;

/// <summary>A member that speaks the wire by itself: it joins last, dials all others, and then
/// does no more to the one that joined first than it is told.</summary>
internal sealed class RawMember : IDisposable
{
    private readonly ControlConnection _control;
    private readonly Connection[] _connections;
    private readonly Connection _connection;
    private readonly Socket _listener;

    private RawMember(ControlConnection control, Connection[] connections, Socket listener)
    {
        _control = control;
        _connections = connections;
        _connection = connections[0];
        _listener = listener;
    }

    public static async Task<RawMember> JoinAsync(TcpOptions options)
    {
        var listener = Doorkeeper.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        var control = await new RendezvousClient(options, options.Session, (IPEndPoint)listener.LocalEndPoint!).JoinAsync(default);
        var start = await Guard.WaitAsync(control.ReadStartAsync(), "the start");
        var dials = Enumerable.Range(0, start.Members.Count - 1).Select(i => DialAsync(options, control.JoinNumber, start, null, i));
        return new RawMember(control, await Task.WhenAll(dials), listener);
    }

    public static async Task<Connection> DialAsync(
        TcpOptions options, int joinNumber, StartMessage start, Func<LinkHello, LinkHello>? change = null, int member = 0)
    {
        var dialed = start.Members[member];
        var connection = await Connection.DialAsync(dialed.EndPoint, "", null, default);
        var hello = new LinkHello(start.Session, options.Name.Value, joinNumber, dialed.Name.Value);
        hello = change?.Invoke(hello) ?? hello;
        var key = Keys.OfLinks(options.Secret, start.Token);
        await Guard.WaitAsync(
            DialerHandshake.RunAsync(connection.Stream, FrameType.LinkHello, hello.Write, key, dialed.Name.Value, default),
            "the hello of a link");
        return connection;
    }

    public async Task SendAsync(FrameType type, string text) =>
        await HelloStream.WriteAsync(_connection.Stream, new Frame(type, Encoding.UTF8.GetBytes(text)), default);

    public async Task SendBytesAsync(params byte[] bytes) => await _connection.Stream.WriteAsync(bytes);

    public async Task<Frame> ReadAsync() =>
        await Guard.WaitAsync(HelloStream.ReadAsync(_connection.Stream, 1 << 20, default), "a frame at a raw member");

    /// <summary>The frames that come until the connection ends.</summary>
    public async Task<List<FrameType>> ReadToEndAsync()
    {
        var types = new List<FrameType>();
        try
        {
            while (true) types.Add((await ReadAsync()).Type);
        }
        catch (Exception exception) when (Connection.IsLoss(exception))
        {
            return types;
        }
    }

    /// <summary>Sends no more, without a goodbye; reading goes on.</summary>
    public Task EndAsync() => _connection.FinishAsync();

    /// <summary>Breaks the link, without a goodbye.</summary>
    public void Hang() => _connection.Dispose();

    public void Dispose()
    {
        foreach (var connection in _connections) connection.Dispose();
        _control.Dispose();
        _listener.Dispose();
    }
}
