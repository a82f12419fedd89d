using System.Runtime.ExceptionServices;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Course.Assignments;

/// <summary>
/// Watches every exception of the process while a test runs, also those that a loop or an assertion catches: a gap overrides what the test
/// found. Tests of assignments run one after another, so what is thrown belongs to the one that runs.
/// </summary>
internal sealed class GapCommand(TestCommand body, string part) : DelegatingTestCommand(body)
{
    /// <summary>The label of a result: the test came to a gap of its own part.</summary>
    public const string NotStarted = "Not started";

    /// <summary>The label of a result: the test came to a gap of another part.</summary>
    public const string Blocked = "Blocked";

    public override TestResult Execute(TestExecutionContext context)
    {
        Gap? found = null;
        void Look(object? sender, FirstChanceExceptionEventArgs e)
        {
            if (Volatile.Read(ref found) is null && Gap.Of(e.Exception) is { } gap) Interlocked.CompareExchange(ref found, gap, null);
        }

        AppDomain.CurrentDomain.FirstChanceException += Look;
        try
        {
            context.CurrentResult = innerCommand.Execute(context);
        }
        catch (Exception) when (Volatile.Read(ref found) is not null)
        {
            // Whatever it is, it comes from the gap.
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Look;
        }

        if (Volatile.Read(ref found) is { } at)
        {
            // A method whose cases are of several parts is wrapped once for each.
            var own = Test.Properties.Get(nameof(AssignmentTestAttribute.Part)) as string ?? part;
            var state = new ResultState(TestStatus.Failed, at.Part == own ? NotStarted : Blocked);
            context.CurrentResult.SetResult(state, at.Tell(own), null);
        }

        return context.CurrentResult;
    }
}
