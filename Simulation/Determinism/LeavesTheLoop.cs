using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>
/// What takes an await away from the peer's loop: another context, or ConfigureAwait, which is harmless with one argument only: to
/// continue where the await was.
/// </summary>
internal static class LeavesTheLoop
{
    public const string Rule = "leaves the loop";

    // Both true and ConfigureAwaitOptions.ContinueOnCapturedContext are this number.
    private const int ContinueOnCapturedContext = 1;

    public static IReadOnlyList<string> Symbols { get; } =
    [
        "M:System.Threading.Tasks.Task.ConfigureAwait", "M:System.Threading.Tasks.ValueTask.ConfigureAwait",
        "M:System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait",
        "M:System.Threading.SynchronizationContext.new", "M:System.Threading.SynchronizationContext.SetSynchronizationContext",
    ];

    public static bool Stays(Use use) => use.Arguments.Count > 0 && use.Arguments[^1].Constant == ContinueOnCapturedContext;
}
