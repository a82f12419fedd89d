using Course.Simulation.Checking;

namespace Course.Commands.Demo;

/// <summary>One run and its verdict.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Record">What was done.</param>
/// <param name="Report">What the traces say; null where they could not be read.</param>
/// <param name="Verdict">One word: holds, violated, failed, vacuous, hang, inconclusive.</param>
/// <param name="Reason">The line that explains it.</param>
/// <param name="ExitCode">One of <see cref="Commands.ExitCode"/>.</param>
/// <param name="Elapsed">Of the whole run, start of the processes and checking included.</param>
internal sealed record DemoResult(
    DemoOptions Options, RunRecord Record, CheckReport? Report, string Verdict, string Reason, int ExitCode, TimeSpan Elapsed);
