using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>One runner as a child: what it tells, and how it ended.</summary>
internal sealed class RunnerProcess : IAsyncDisposable
{
    private const int ErrorsKept = 4096;
    private readonly Process _process;
    private readonly Channel<RunnerEvent> _events = Channel.CreateUnbounded<RunnerEvent>();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    public RunnerProcess(IEnumerable<string> arguments, string folder)
    {
        _process = DotnetProcess.Start(arguments, folder);
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    /// <summary>The next event; null when there are no more.</summary>
    /// <exception cref="TimeoutException">Nothing was told for so long.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public async Task<RunnerEvent?> NextAsync(TimeSpan guard, CancellationToken interrupt)
    {
        var waiting = _events.Reader.WaitToReadAsync(interrupt).AsTask();
        return await waiting.WaitAsync(guard, interrupt) && _events.Reader.TryRead(out var next) ? next : null;
    }

    /// <summary>How it ended, in words; only after the last event.</summary>
    public async Task<string> EndAsync(CancellationToken interrupt)
    {
        await _reading.WaitAsync(interrupt);
        await _process.WaitForExitAsync(interrupt);
        var said = _errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return said.Length == 0 ? $"exit code {_process.ExitCode}" : $"exit code {_process.ExitCode}: {said[0]}";
    }

    public async ValueTask DisposeAsync()
    {
        DotnetProcess.End(_process);
        await _reading;
        _process.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (RunnerLines.Read(line) is { } what) _events.Writer.TryWrite(what);
        _events.Writer.Complete();
    }

    /// <summary>The beginning says what happened; the frames of a stack that overflowed are not kept.</summary>
    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            if (_errors.Length < ErrorsKept) _errors.Append(line).Append('\n');
    }
}
