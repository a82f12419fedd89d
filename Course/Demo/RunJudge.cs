using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Commands.Reports;
using Course.FaultTolerance;
using Course.Rpc.Tracing;
using Course.Simulation.Checking;

namespace Course.Commands.Demo;

/// <summary>Writes <c>summary.json</c>, reads the traces back, and says what the run has shown.</summary>
internal static class RunJudge
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static DemoResult Judge(DemoOptions options, RunRecord record, TimeSpan elapsed)
    {
        var summary = SummaryOf(options, record);
        Write(options, summary);
        RunHistory history;
        try
        {
            history = TraceFolder.Load(options.Folder);
        }
        catch (TraceFormatException e) when (record.End != RunEnd.Finished)
        {
            return Unjudged(options, record, e, elapsed);
        }

        var report = Checkers.Run(history);
        var vacuous = record.End == RunEnd.Finished ? FaultWitness.Missing(options, record, history, report.Witness) : null;
        Write(options, summary with { Witness = WitnessOf(report, vacuous), Verdicts = VerdictsOf(report) });
        var (verdict, reason, exitCode) = Overall(record, report, vacuous);
        return new DemoResult(options, record, report, verdict, reason, exitCode, elapsed);
    }

    private static (string Verdict, string Reason, int ExitCode) Overall(RunRecord record, CheckReport report, string? vacuous)
    {
        // What the traces prove broken is broken, whatever else went wrong.
        if (report.Outcome == RunOutcome.Violated) return ("violated", report.Reason, ExitCode.Failed);
        if (record.End == RunEnd.Hang) return ("hang", record.Words, ExitCode.Hang);
        if (record.End == RunEnd.Failed) return ("failed", record.Words, ExitCode.Failed);
        if (report.Outcome == RunOutcome.Holds && vacuous is not null) return ("vacuous", vacuous, ExitCode.Vacuous);
        return (Outcomes.Word(report.Outcome), report.Reason, Outcomes.ExitCodeOf(report.Outcome));
    }

    private static DemoResult Unjudged(DemoOptions options, RunRecord record, TraceFormatException e, TimeSpan elapsed)
    {
        var (verdict, exitCode) = record.End == RunEnd.Hang ? ("hang", ExitCode.Hang) : ("failed", ExitCode.Failed);
        var reason = $"{record.Words} The traces cannot be judged: {e.Message}";
        return new DemoResult(options, record, null, verdict, reason, exitCode, elapsed);
    }

    private static TraceSummary SummaryOf(DemoOptions options, RunRecord record) => new()
    {
        Peers = record.Peers,
        Killed = record.Killed,
        Stopped = record.Stopped,
        Left = [],
        Seed = options.Seed,
        Hang = record.End == RunEnd.Hang ? record.Words : null,
        Options = new JsonObject
        {
            ["peers"] = options.Peers,
            ["messages"] = options.Lines.Count,
            ["buffering"] = options.Buffering == Buffering.Distributed ? "distributed" : "replicated",
            ["fault"] = options.Fault.ToString(),
            ["silenceBoundSeconds"] = options.SilenceBound.TotalSeconds,
            ["guardSeconds"] = options.Guard.TotalSeconds,
        },
    };

    private static JsonObject WitnessOf(CheckReport report, string? vacuous)
    {
        var witness = JsonSerializer.SerializeToNode(report.Witness, Format)!.AsObject();
        if (vacuous is not null) witness["vacuous"] = vacuous;
        return witness;
    }

    private static JsonObject VerdictsOf(CheckReport report) =>
        new(report.Verdicts.Select(verdict => KeyValuePair.Create(verdict.Name, (JsonNode?)Outcomes.Word(verdict.Outcome))));

    private static void Write(DemoOptions options, TraceSummary summary) =>
        File.WriteAllBytes(Path.Combine(options.Folder, TraceSummary.FileName), summary.ToBytes());
}
