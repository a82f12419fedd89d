using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Course.Assignments.Running;
using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// A child that plays with a submission's code what the grader gives it, and tells what happened. Only lines with the nonce of its run
/// count.
/// </summary>
/// <param name="kit">What the child runs from.</param>
/// <param name="sandbox">What keeps it.</param>
/// <param name="limits">What it may use.</param>
/// <param name="work">A folder for its folder.</param>
internal sealed class PlayChild(Kit kit, Sandbox sandbox, ChildLimits limits, string work)
{
    /// <summary>Plays.</summary>
    /// <param name="images">The submission's assemblies.</param>
    /// <param name="verb">What the program does.</param>
    /// <param name="inputs">Its input, one line each; none is empty.</param>
    /// <param name="take">Told of each line: the number of the input that it is of, its kind, its text.</param>
    /// <returns>How the child ended, for inputs whose end it did not tell.</returns>
    public async Task<(Verdict Verdict, string Ending)> RunAsync(
        IReadOnlyDictionary<string, AssemblyImage> images, string verb, IReadOnlyList<string> inputs, Action<int, string, string> take)
    {
        using var folder = RunFolder.Make(work, kit.FilesFor(SessionProgram.Assembly), images);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var process = Process.Start(sandbox.Start(folder, limits, RunnerArguments.Play(folder.Path, verb)))
            ?? throw new StaffException("A child process could not be started.");
        var errors = new ErrorTail(process.StandardError, limits.Output, () => sandbox.End(process));
        var lines = new ChildLines(process.StandardOutput.BaseStream, limits.Output);
        try
        {
            var writing = TellInputs(process, nonce, inputs);
            while (await lines.NextAsync().WaitAsync(limits.Guard) is { } line)
            {
                var words = line.Split(' ', 4);
                if (words.Length < 4 || words[0] != nonce
                    || !int.TryParse(words[1], CultureInfo.InvariantCulture, out var number)) continue;
                take(number, words[2], words[3]);
            }

            await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1)));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(2)));
            return (Verdict.Stopped, Endings.Words(process, await errors.TextAsync(), lines.IsOverBound || errors.IsOverBound, limits));
        }
        catch (TimeoutException)
        {
            return (Verdict.Hung, $"Did not end within {limits.Guard.TotalSeconds:0.#} s, and was ended.");
        }
        finally
        {
            sandbox.End(process);
        }
    }

    /// <summary>The input stays open: its end would tell the child that the grader is gone.</summary>
    private static async Task TellInputs(Process process, string nonce, IReadOnlyList<string> inputs)
    {
        try
        {
            foreach (var line in (string[])[nonce, .. inputs, ""]) await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended before; its exit says why.
        }
    }
}
