using System.Net;
using System.Net.Sockets;

namespace Course.Benchmarks.Clients;

/// <summary>Sockets on the loopback address, set up alike for all bare clients and hubs.</summary>
internal static class LoopbackSocket
{
    private const int KernelBufferBytes = 1 << 20;

    public static Socket Listen()
    {
        var listener = New();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        return listener;
    }

    /// <summary>host:port of a listener.</summary>
    public static string AddressOf(Socket listener) => listener.LocalEndPoint!.ToString()!;

    public static async Task<Socket> ConnectAsync(string address)
    {
        var socket = New();
        await socket.ConnectAsync(IPEndPoint.Parse(address));
        return socket;
    }

    public static async Task<Socket> AcceptAsync(Socket listener)
    {
        var socket = await listener.AcceptAsync();
        Prepare(socket);
        return socket;
    }

    /// <summary>A port that was free a moment ago, for a server that must be told one.</summary>
    public static int FreePort()
    {
        using var listener = Listen();
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private static Socket New()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Prepare(socket);
        return socket;
    }

    private static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = KernelBufferBytes;
        socket.ReceiveBufferSize = KernelBufferBytes;
    }
}
