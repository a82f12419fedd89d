using System.Globalization;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Course.Assignments.Running;

/// <summary>The graded tests of a tree of tests, in the order of their parts, and within a part as NUnit orders them.</summary>
internal static class GradedTests
{
    /// <exception cref="RunnerException">Two have one name, so that their outcomes could not be told apart.</exception>
    public static IReadOnlyList<GradedTest> In(ITest root, bool isHidden)
    {
        GradedTest[] all = [.. Cases(root).Select(test => Of(test, isHidden)).OfType<GradedTest>()];
        if (all.GroupBy(test => test.Test).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RunnerException($"{twice.Count()} graded tests are called {twice.Key}: give each case a name of its own.");
        return [.. all.OrderBy(test => Place(test.Part))];
    }

    private static IEnumerable<ITest> Cases(ITest test) => test.IsSuite ? test.Tests.SelectMany(Cases) : [test];

    private static GradedTest? Of(ITest test, bool isHidden)
    {
        // [TestCase]: NUnit tells the attributes of a method to the suite of its cases only.
        object? Value(string name) =>
            test.Properties.Get(name) ?? (test.Parent is ParameterizedMethodSuite cases ? cases.Properties.Get(name) : null);
        string? Text(string name) => Value(name)?.ToString();
        if (Text(nameof(AssignmentTestAttribute.Part)) is not { } part) return null;
        var points = Convert.ToDouble(Value(nameof(AssignmentTestAttribute.Points)) ?? 1.0, CultureInfo.InvariantCulture);
        return new GradedTest(
            test.FullName,
            part,
            points,
            Text(nameof(AssignmentTestAttribute.Guarantee)),
            Text(nameof(AssignmentTestAttribute.Slide)),
            Text(nameof(AssignmentTestAttribute.Reason)),
            isHidden);
    }

    /// <summary>A5.2 before A5.10; what is no such id comes last.</summary>
    private static (int Lab, int Number) Place(string part)
    {
        var numbers = part.TrimStart('A').Split('.');
        return numbers.Length == 2 && int.TryParse(numbers[0], out var lab) && int.TryParse(numbers[1], out var number)
            ? (lab, number)
            : (int.MaxValue, 0);
    }
}
