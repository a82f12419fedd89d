using System.Reflection;
using System.Runtime.Loader;
using NUnit.Framework.Internal;

namespace Course.Tests.Mutants;

/// <summary>A driver: the tests of the managers by single events and by scripted schedules, without their random schedules.</summary>
public static class ManagerTests
{
    // The first searches at random, which is a driver of its own; the second measures memory.
    private static readonly string[] LeftOut = ["ExplorationTests", "AllocationTests"];

    /// <param name="argument">The fixtures to run, separated by blanks; all of them when empty.</param>
    /// <returns>The names of the tests that fail, each on a line with the first line of its message; empty when all pass.</returns>
    public static string Run(string argument)
    {
        var chosen = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var failures =
            from fixture in Fixtures
            where chosen.Length == 0 ? !LeftOut.Contains(fixture.Name) : chosen.Contains(fixture.Name)
            from method in fixture.GetMethods()
            from arguments in CasesOf(method)
            let failure = Failure(fixture, method, arguments)
            where failure is not null
            select $"{fixture.Name}.{method.Name}: {failure}";
        return string.Join('\n', failures.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Those of this world: the caller's context is not the one that the loader would take by itself.</summary>
    private static Type[] Fixtures =>
        AssemblyLoadContext.GetLoadContext(typeof(ManagerTests).Assembly)!
            .LoadFromAssemblyName(new AssemblyName("Course.Tests.FaultTolerance")).GetTypes();

    private static IEnumerable<object?[]> CasesOf(MethodInfo method)
    {
        var cases = method.GetCustomAttributes<TestCaseAttribute>().Select(attribute => attribute.Arguments);
        return method.GetParameters().Length == 0 && method.IsDefined(typeof(TestAttribute)) ? cases.Prepend([]) : cases;
    }

    private static string? Failure(Type fixture, MethodInfo method, object?[] arguments)
    {
        // What fails here is a finding about the mutant and no failure of the test that runs it.
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            method.Invoke(Activator.CreateInstance(fixture), arguments);
            return null;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is InconclusiveException or SuccessException)
        {
            return null;
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException!.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[0];
        }
    }
}
