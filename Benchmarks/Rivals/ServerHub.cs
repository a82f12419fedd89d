using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Course.Benchmarks.Children;
using Course.Benchmarks.Clients;
using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Rivals;

/// <summary>A server that is a program of its own, found on the path. This process starts it, and ends it when it ends itself.</summary>
/// <param name="program">Its name.</param>
/// <param name="arguments">Of the command line, for a port.</param>
internal class ServerHub(string program, Func<int, string[]> arguments) : IParticipant, IUsageSource
{
    private Process? _process;

    public DeliveryCheck? Check => null;

    /// <summary>User and system time of the server.</summary>
    public Usage Usage
    {
        get
        {
            var server = Server;
            server.Refresh();
            return new Usage(server.TotalProcessorTime.TotalMicroseconds, 0);
        }
    }

    /// <summary>The process that does the work.</summary>
    protected virtual Process Server => _process!;

    public virtual async Task<string> StartAsync(string? address)
    {
        var port = LoopbackSocket.FreePort();
        var start = Prepare(port);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        // Read, so that the server never waits with a full pipe.
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var place = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        await AwaitAsync(place);
        return place;
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    /// <summary>How the server is started so that it listens at a port.</summary>
    protected virtual ProcessStartInfo Prepare(int port) => new(program, arguments(port));

    /// <summary>Ends what was started.</summary>
    protected virtual void End(Process started) => started.Kill();

    private void End()
    {
        if (_process is { HasExited: false }) End(_process);
    }

    private async Task AwaitAsync(string place)
    {
        while (true)
        {
            if (_process!.HasExited) throw new IOException($"{program} ended at once, with code {_process.ExitCode}.");
            try
            {
                (await LoopbackSocket.ConnectAsync(place)).Dispose();
                return;
            }
            catch (SocketException)
            {
                // It does not listen yet. The parent's guard ends this if it never does.
                await Task.Delay(20);
            }
        }
    }
}
