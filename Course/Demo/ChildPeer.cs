using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Course.Commands.Demo;

/// <summary>One line of a child, or its end.</summary>
/// <param name="Peer">Index of the peer in the demo.</param>
/// <param name="Line">A line of its standard output; null when the process ended and both its streams are read.</param>
internal readonly record struct ChildEvent(int Peer, string? Line);

/// <summary>
/// A <c>course peer</c> process. Its streams are read all the time and commands are written by a task of their own, so that
/// neither side ever waits for the other with a full pipe.
/// </summary>
internal sealed class ChildPeer : IAsyncDisposable
{
    private const int LongestComplaint = 100;

    // Unbounded on purpose: it holds at most the demo's own input, which is in memory anyway.
    private readonly Channel<string> _commands = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<string> _complaints = [];
    private readonly Task _finished;

    private ChildPeer(int index, Process process, ChannelWriter<ChildEvent> events)
    {
        Process = process;
        _finished = FollowAsync(index, events);
    }

    public Process Process { get; }

    /// <summary>The first lines of its error stream; complete after its end event.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Starts this same program as a peer.</summary>
    /// <param name="index">Returned in each event.</param>
    /// <param name="arguments">Of <c>course peer</c>.</param>
    /// <param name="events">Gets every line, then one end.</param>
    public static ChildPeer Start(int index, IEnumerable<string> arguments, ChannelWriter<ChildEvent> events)
    {
        var program = Environment.ProcessPath
            ?? throw new CommandException("The path of this program is unknown, so it cannot start peers.", ExitCode.Failed);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // Started as 'dotnet course.dll', the program is dotnet and the assembly is its first argument.
        if (string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(typeof(ChildPeer).Assembly.Location);
        start.ArgumentList.Add("peer");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new ChildPeer(index, Process.Start(start)!, events);
    }

    /// <summary>Queues a command; after the end of the process it is dropped.</summary>
    public void Command(string command) => _commands.Writer.TryWrite(command);

    /// <summary>SIGKILL. Its end event follows.</summary>
    public void Kill() => Process.Kill();

    /// <summary>Ends the process, however it is.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!Process.HasExited) Process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }

        await _finished;
        Process.Dispose();
    }

    private async Task FollowAsync(int index, ChannelWriter<ChildEvent> events)
    {
        var writing = WriteCommandsAsync();
        await Task.WhenAll(ReadOutputAsync(index, events), ReadErrorsAsync());
        await Process.WaitForExitAsync();
        _commands.Writer.TryComplete();
        await writing;
        events.TryWrite(new ChildEvent(index, null));
    }

    private async Task ReadOutputAsync(int index, ChannelWriter<ChildEvent> events)
    {
        while (await Process.StandardOutput.ReadLineAsync() is { } line) events.TryWrite(new ChildEvent(index, line));
    }

    private async Task ReadErrorsAsync()
    {
        while (await Process.StandardError.ReadLineAsync() is { } line)
        {
            if (_complaints.Count < LongestComplaint) _complaints.Add(line);
        }
    }

    private async Task WriteCommandsAsync()
    {
        try
        {
            while (await _commands.Reader.WaitToReadAsync())
            {
                while (_commands.Reader.TryRead(out var command)) await Process.StandardInput.WriteLineAsync(command);
                await Process.StandardInput.FlushAsync();
            }
        }
        catch (IOException)
        {
            // The child died with commands unread; its end event tells.
        }
    }
}
