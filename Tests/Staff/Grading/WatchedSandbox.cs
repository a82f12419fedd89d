using System.Diagnostics;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Sandboxing;

namespace Course.Tests.Staff.Grading;

/// <summary>No sandbox, but one that tells with which limits it started children.</summary>
internal sealed class WatchedSandbox : Sandbox
{
    private readonly NoSandbox _sandbox = new();

    /// <summary>One for each child, in order.</summary>
    public List<ChildLimits> Limits { get; } = [];

    public override string Words => _sandbox.Words;

    public override ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments)
    {
        Limits.Add(limits);
        return _sandbox.Start(folder, limits, arguments);
    }
}
