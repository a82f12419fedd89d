using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Course.Commands;

namespace Course.Benchmarks.Children;

/// <summary>A child process, seen from the parent.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int MostComplaints = 5;

    private readonly Process _process;
    private readonly List<string> _complaints = [];
    private readonly Task _errors;

    private ChildProcess(ChildSpec spec, Process process)
    {
        Spec = spec;
        _process = process;
        _errors = ReadErrorsAsync();
    }

    public ChildSpec Spec { get; }

    public int Id => _process.Id;

    /// <summary>The first lines of its error stream so far.</summary>
    public IReadOnlyList<string> Complaints
    {
        get { lock (_complaints) return [.. _complaints]; }
    }

    /// <summary>Starts this same program as a child.</summary>
    /// <param name="spec">What it is.</param>
    /// <param name="core">Where it runs; null: on any core.</param>
    public static async Task<ChildProcess> StartAsync(ChildSpec spec, int? core = null)
    {
        var program = Environment.ProcessPath
            ?? throw new CommandException("The path of this program is unknown, so it cannot start children.", ExitCode.Failed);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // Started as 'dotnet benchmarks.dll' or from a test host, the program is the assembly's and not this process's.
        var assembly = typeof(ChildProcess).Assembly.Location;
        var own = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        if (File.Exists(own)) start.FileName = own;
        else start.ArgumentList.Add(assembly);
        start.ArgumentList.Add(ChildProgram.Verb);
        var child = new ChildProcess(spec, core is { } one ? Cores.Start(start, one) : Process.Start(start)!);
        await child.WriteAsync(JsonSerializer.Serialize(spec));
        return child;
    }

    /// <summary>Sends a request and awaits its answer.</summary>
    /// <exception cref="CommandException">The child answered with an error, or ended.</exception>
    public async Task<ChildReply> AskAsync(ChildRequest request, CancellationToken guard)
    {
        await WriteAsync(JsonSerializer.Serialize(request));
        var line = await _process.StandardOutput.ReadLineAsync(guard);
        if (line is null)
        {
            await _errors;
            throw Failed($"ended during {request.Verb}: {string.Join(" ", Complaints)}");
        }

        var reply = JsonSerializer.Deserialize<ChildReply>(line)!;
        return reply.Error is null ? reply : throw Failed($"could not {reply.Error}");
    }

    /// <summary>SIGKILL.</summary>
    /// <returns>When the kernel closed what the process had open (<see cref="Stopwatch.GetTimestamp"/>).</returns>
    public async Task<long> KillAsync(CancellationToken guard)
    {
        // Under way before the kill: the end of its output is seen when it comes.
        var end = _process.StandardOutput.ReadLineAsync(guard);
        _process.Kill();
        await end;
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Ends the process by the end of its input, or, if that takes too long, by a kill.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _errors;
        _process.Dispose();
    }

    private async Task WriteAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended; reading its answer tells so.
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_complaints)
            {
                if (_complaints.Count < MostComplaints) _complaints.Add(line);
            }
        }
    }

    private CommandException Failed(string what) =>
        new($"{(Spec.IsHub ? "the hub" : $"member {Spec.Index}")} of {Spec.System} {what}", ExitCode.Failed);
}
