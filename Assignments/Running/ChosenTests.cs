using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Course.Assignments.Running;

/// <summary>NUnit's view of a choice: these tests, by full name; those that run on demand only if they were asked for by name.</summary>
internal sealed class ChosenTests(IReadOnlySet<string> tests, IReadOnlySet<string> demanded) : TestFilter
{
    public override bool Match(ITest test) => !test.IsSuite && tests.Contains(test.FullName);

    public override bool Pass(ITest test, bool negated) =>
        test.IsSuite ? test.Tests.Any(child => Pass(child, negated)) : Match(test);

    public override bool IsExplicitMatch(ITest test) =>
        test.IsSuite ? test.Tests.Any(IsExplicitMatch) : tests.Contains(test.FullName) && demanded.Contains(test.FullName);

    public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("chosen");
}
