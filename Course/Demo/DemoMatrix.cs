using System.Globalization;
using Course.FaultTolerance;
using Course.Hosting;

namespace Course.Commands.Demo;

/// <summary>One row of a series: a request, run with so many seeds in a row.</summary>
internal sealed record MatrixRow(DemoRequest Request, int Seeds)
{
    /// <summary>Equal for runs that differ in nothing but the seed, as far as it does not choose the fault.</summary>
    public static string Label(DemoOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"{options.Fault}, {options.Peers} peers, {options.Lines.Count} broadcasts, {options.Buffering.ToString().ToLowerInvariant()}");
}

/// <summary>The list that <c>--matrix</c> runs: every kind of fault with both bufferings.</summary>
internal static class DemoMatrix
{
    private const int DefaultSeeds = 20;

    public static IReadOnlyList<MatrixRow> Rows(DemoRequest request) =>
        [.. Rows(request, Buffering.Distributed), .. Rows(request, Buffering.Replicated)];

    private static IEnumerable<MatrixRow> Rows(DemoRequest request, Buffering buffering)
    {
        var made = request with { Matrix = false, Buffering = buffering, Repeat = null };
        yield return new MatrixRow(made with { Peers = 5, Messages = 2000, Kills = 3 }, request.Repeat ?? DefaultSeeds);
        foreach (var broadcast in (int[])[1, 2, 100])
        {
            foreach (var sends in (int[])[0, 1, 2, 3])
                yield return new MatrixRow(made with { Peers = 4, Messages = 500, KillAt = new KillPoint(broadcast, sends) }, 1);
        }

        yield return new MatrixRow(made with { Messages = 500, Kill = FaultKind.KillClient }, 1);
        if (ProcessSignals.AreSupported) yield return new MatrixRow(made with { Messages = 500, Stop = true }, 1);
    }
}
