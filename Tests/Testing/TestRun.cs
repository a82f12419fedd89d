using Course.Testing;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Course.Tests.Testing;

/// <summary>Runs one test of a world as NUnit does: the attribute's builder, its wrapping, the method.</summary>
internal sealed class TestRun
{
    private TestRun(string name, string? failure, string output) => (Name, Failure, Output) = (name, failure, output);

    /// <summary>The full name of the test case.</summary>
    public string Name { get; }

    /// <summary>The message with which it fails; null if it passes.</summary>
    public string? Failure { get; }

    /// <summary>What it prints.</summary>
    public string Output { get; }

    public string[] Lines => (Failure ?? "").Split('\n');

    /// <summary>Runs a body under an attribute.</summary>
    public static TestRun Of(WorldAttribute attribute, Action<World> body)
    {
        var test = attribute.BuildFrom(new MethodWrapper(typeof(Bodies), nameof(Bodies.Body)), null).Single();
        var result = test.MakeTestResult();
        var context = new TestExecutionContext { CurrentTest = test, CurrentResult = result, TestObject = new Bodies(body) };
        string? failure = null;
        using (new TestExecutionContext.IsolatedContext())
        {
            try
            {
                attribute.Wrap(new TestMethodCommand(test)).Execute(context);
            }
            catch (Exception thrown)
            {
                failure = (thrown is NUnitException { InnerException: { } inner } ? inner : thrown).Message;
            }
        }

        return new TestRun(test.FullName, failure, result.Output);
    }

    /// <summary>A variable of the environment for the time of an action.</summary>
    public static TestRun With(string variable, string value, Func<TestRun> run)
    {
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            return run();
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    internal sealed class Bodies(Action<World> body)
    {
        public void Body(World world) => body(world);
    }
}
