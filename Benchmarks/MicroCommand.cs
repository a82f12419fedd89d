using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Course.Benchmarks.Micro;
using Course.Commands;

namespace Course.Benchmarks;

/// <summary><c>benchmarks micro</c>: BenchmarkDotNet on the parts of one message's way.</summary>
internal static class MicroCommand
{
    private static readonly Dictionary<string, Type> Parts = new()
    {
        ["codec"] = typeof(CodecBenchmarks),
        ["proxy"] = typeof(ProxyBenchmarks),
        ["pipeline"] = typeof(PipelineBenchmarks),
        ["managers"] = typeof(ManagerBenchmarks),
    };

    private static readonly Option<string?> Part = new("--part")
    {
        Description = $"one of {string.Join(", ", Parts.Keys)} (default: all)",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Dry = new("--dry") { Description = "each once, to see that it runs; no figures" };

    public static Command Create()
    {
        var command = new Command("micro", "Codec, proxy call, filter pipeline and manager step, by BenchmarkDotNet in this process.")
        {
            Part, Dry,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var part = parsed.GetValue(Part);
        if (part is not null && !Parts.ContainsKey(part))
        {
            throw new CommandException($"--part takes one of {string.Join(", ", Parts.Keys)}, not '{part}'.");
        }

        var isDry = parsed.GetValue(Dry);
        // In this process: the one that is measured is built as everybody builds it.
        var job = (isDry ? Job.Dry : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance.AddJob(job);
        if (isDry) config = config.WithOptions(ConfigOptions.DisableOptimizationsValidator);
        var summaries = BenchmarkRunner.Run([.. Parts.Where(pair => part is null || pair.Key == part).Select(pair => pair.Value)], config);
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success))
            ? ExitCode.Holds
            : ExitCode.Failed;
    }
}
