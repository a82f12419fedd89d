using NUnit.Framework;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Course.Testing;

/// <summary>Runs the body with a fresh world, and sees that it checks something.</summary>
internal sealed class WorldCommand(TestCommand body) : DelegatingTestCommand(body)
{
    public override TestResult Execute(TestExecutionContext context)
    {
        if (Test is not TestMethod { Arguments: [World world] } test) return innerCommand.Execute(context);
        world.Begin(TestIdentity.Of(test, context));
        var result = innerCommand.Execute(context);
        if (!world.IsChecked)
        {
            throw new AssertionException(
                $"{Test.Name} declares a scenario and checks nothing: end it with world.Check(AtomicBroadcast.All).");
        }

        return result;
    }
}
