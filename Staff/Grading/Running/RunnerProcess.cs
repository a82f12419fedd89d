using System.Diagnostics;
using System.Security.Cryptography;
using Course.Assignments.Running;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Running;

/// <summary>A child that runs graded tests: what it says counts only with the nonce of its process. One run at a time.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly string _nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly Sandbox _sandbox;
    private readonly ChildLimits _limits;
    private readonly Process _process;
    private readonly ErrorTail _errors;
    private readonly ChildLines _lines;

    private RunnerProcess(Sandbox sandbox, ChildLimits limits, Process process)
    {
        _sandbox = sandbox;
        _limits = limits;
        _process = process;
        _errors = new ErrorTail(process.StandardError, limits.Output, () => sandbox.End(process));
        _lines = new ChildLines(process.StandardOutput.BaseStream, limits.Output);
    }

    /// <summary>How many runs it has been asked for, apart from one that its arguments name.</summary>
    public int Runs { get; private set; }

    /// <summary>Starts a child.</summary>
    /// <param name="sandbox">What keeps it.</param>
    /// <param name="folder">What it runs from.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="arguments">Of dotnet.</param>
    /// <exception cref="StaffException">It cannot be started.</exception>
    public static async Task<RunnerProcess> StartAsync(
        Sandbox sandbox, RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments)
    {
        var process = Process.Start(sandbox.Start(folder, limits, arguments))
            ?? throw new StaffException("A child process could not be started.");
        var child = new RunnerProcess(sandbox, limits, process);
        await child.SayAsync(child._nonce);
        return child;
    }

    /// <summary>Begins another run: the lines that it may write are counted anew.</summary>
    /// <param name="request">What it is asked for.</param>
    public async Task AskAsync(string request)
    {
        _lines.CountAnew();
        Runs++;
        await SayAsync(request);
    }

    /// <summary>The next event; null at the end of the child. What does not bear the nonce counts for nothing.</summary>
    /// <param name="guard">How long it may take.</param>
    /// <param name="current">The test that runs; null if none does.</param>
    /// <exception cref="TimeoutException">It did not come in time; nothing can be read any more.</exception>
    public async Task<RunnerEvent?> NextAsync(TestGuard guard, KitTest? current)
    {
        while (await guard.NextAsync(_lines, current) is { } line)
        {
            if (RunnerLines.Read(line, _nonce) is { } said) return said;
        }

        return null;
    }

    /// <summary>Says in words why it ended. One that closed its output may go on: it gets a moment, then it is ended.</summary>
    public async Task<string> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Moment);
        }
        catch (TimeoutException)
        {
            _sandbox.End(_process);
            await _process.WaitForExitAsync();
        }

        return Endings.Words(_process, await _errors.TextAsync(), _lines.IsOverBound || _errors.IsOverBound, _limits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sandbox.End(_process);
        // Until it is gone, it holds the files of its folder there.
        if (OperatingSystem.IsWindows()) _process.WaitForExit(Moment);
        _process.Dispose();
    }

    /// <summary>Writes a line to its input. If it has ended, its exit says why.</summary>
    private async Task SayAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // Whoever reads its lines next learns of the end.
        }
    }
}
