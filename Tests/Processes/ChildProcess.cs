using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Course.Tests.Processes;

/// <summary>
/// A program under test: its lines are collected all the time, each wait is for an event under one generous guard whose firing
/// is the error "hang", and the process with its children is ended whatever happens.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(90);
    private static int _lastPort;
    private readonly CancellationTokenSource _guard = new(Guard);
    private readonly string _name;
    private readonly Process _process;
    private readonly Task _finished;

    private ChildProcess(string program, IEnumerable<string> arguments, string? folder = null, string? searchFirst = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? "",
        };
        if (searchFirst is not null)
            start.Environment["PATH"] = searchFirst + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        _name = $"{Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments)}";
        _process = Process.Start(start)!;
        _finished = Task.WhenAll(CollectAsync(_process.StandardOutput, Output), CollectAsync(_process.StandardError, Errors));
    }

    public LineLog Output { get; } = new();

    public LineLog Errors { get; } = new();

    /// <summary>Starts the command line.</summary>
    public static ChildProcess Course(params string[] arguments) => new(ChildPrograms.Course, arguments);

    /// <summary>Starts the command line in a folder.</summary>
    public static ChildProcess CourseIn(string folder, params string[] arguments) => new(ChildPrograms.Course, arguments, folder);

    /// <summary>Starts the command line with a folder in which programs are looked for first.</summary>
    public static ChildProcess CourseWith(string searchFirst, params string[] arguments) =>
        new(ChildPrograms.Course, arguments, searchFirst: searchFirst);

    /// <summary>Starts an example.</summary>
    public static ChildProcess Example(string name, params string[] arguments) => new(ChildPrograms.Example(name), arguments);

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        // Below the range from which systems take the ports of outgoing connections: nobody takes it between this look and its use.
        const int first = 20_000;
        const int count = 10_000;
        while (true)
        {
            var port = first + ((Environment.ProcessId * 31 + Interlocked.Increment(ref _lastPort)) % count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: the next one.
            }
        }
    }

    public async Task Say(params IEnumerable<string> lines)
    {
        foreach (var line in lines) await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until so many lines of the output fulfil a condition.</summary>
    public Task WaitForLines(int count, Func<string, bool> condition) =>
        WaitFor(Output, lines => lines.Count(condition) >= count, $"{count} such lines");

    public Task WaitForLine(string line) => WaitFor(Output, lines => lines.Contains(line), $"the line '{line}'");

    public Task WaitForError(string part) =>
        WaitFor(Errors, lines => lines.Any(line => line.Contains(part, StringComparison.Ordinal)), $"'{part}' on the error stream");

    /// <summary>Waits for the end of the process and of both streams.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExit()
    {
        try
        {
            await _finished.WaitAsync(_guard.Token);
            await _process.WaitForExitAsync(_guard.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            throw Hang("its end");
        }
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM; Unix only.</summary>
    public void Terminate() => Assert.That(SendSignal(_process.Id, 15), Is.Zero, "the signal reaches the process");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _finished;
        _process.Dispose();
        _guard.Dispose();
    }

    public override string ToString() =>
        $"{_name}\noutput:\n{string.Join('\n', Output.Lines)}\nerrors:\n{string.Join('\n', Errors.Lines)}";

    private async Task WaitFor(LineLog log, Func<IReadOnlyList<string>, bool> condition, string what)
    {
        try
        {
            if (!await log.Until(condition, _guard.Token)) throw new AssertionException($"ended without {what}: {this}");
        }
        catch (OperationCanceledException)
        {
            throw Hang(what);
        }
    }

    private AssertionException Hang(string what) => new($"hang: after {Guard.TotalSeconds} s still no {what}: {this}");

    private static async Task CollectAsync(StreamReader reader, LineLog log)
    {
        while (await reader.ReadLineAsync() is { } line) log.Add(line);
        log.End();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
