using System.Diagnostics;

namespace Course.Tests.Mutants;

public sealed class ScratchTests
{
    [Test]
    public void Scratch_All()
    {
        var compiler = new MutantCompiler();
        var only = Environment.GetEnvironmentVariable("ONLY");
        var seeds = Environment.GetEnvironmentVariable("SEEDS") ?? "1500";
        var lines = new List<string>();
        var all = MutantCatalogue.All.Where(m => string.IsNullOrEmpty(only) || only.Split(',').Contains(m.Name)).ToList();
        Parallel.ForEach(all.Cast<Mutant?>().Append(null), new ParallelOptions { MaxDegreeOfParallelism = 2 }, mutant =>
        {
            try
            {
                var watch = Stopwatch.StartNew();
                var compiled = mutant is null ? CompiledMutant.Reference : compiler.Compile(mutant);
                var compileTime = watch.ElapsedMilliseconds;
                using var world = new MutantWorld(compiled);
                var path = typeof(ManagerSchedules).Assembly.Location;
                var found = world.Run(path, typeof(ManagerSchedules).FullName!, "Run", $"{seeds} {mutant?.Needs.Text}");
                var scheduleTime = watch.ElapsedMilliseconds - compileTime;
                var tests = world.Run(path, typeof(ManagerTests).FullName!, "Run", "");
                var text = string.IsNullOrEmpty(only)
                    ? found.Split('\n')[0] + " " + found.Split('\n')[^1] : found;
                var testText = string.IsNullOrEmpty(only) ? string.Join(", ", tests.Split('\n').Select(l => l.Split(':')[0])) : tests;
                lock (lines) lines.Add($"== {compiled.Name} [{mutant?.Needs}] wants {string.Join('|', mutant?.Symptoms ?? [])} ({compileTime} + {scheduleTime} + {watch.ElapsedMilliseconds - compileTime - scheduleTime} ms)\n   S: {text}\n   T: {testText}");
            }
            catch (Exception e) when (e is MutantException)
            {
                lock (lines) lines.Add("== " + mutant + "\n" + e.Message);
            }
        });
        File.WriteAllLines("/tmp/w/mutants-scratch.txt", lines.Order());
        TestContext.Out.WriteLine($"{Process.GetCurrentProcess().WorkingSet64 >> 20} MB");
    }
}
