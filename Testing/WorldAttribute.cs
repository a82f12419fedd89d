using Course.Assignments;
using Course.FaultTolerance;
using Course.Simulation.Checking;
using Course.Simulation.Exploring;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using NUnit.Framework.Internal.Commands;

namespace Course.Testing;

/// <summary>
/// Makes a test of a method that takes a <see cref="World"/>: one test case with the method's name; or one for each guarantee that
/// <see cref="AssignmentTestAttribute"/>s beside it give points for.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class WorldAttribute : Attribute, ITestBuilder, IImplyFixture, IWrapTestMethod
{
    private protected WorldAttribute()
    {
    }

    /// <summary>Peers of the session. Default 3.</summary>
    public int Peers { get; set; } = 3;

    /// <summary>How many broadcasts the peers make by turns if the body declares none. Default 3.</summary>
    public int Broadcasts { get; set; } = 3;

    /// <summary>Crashes at most, of any peers at any moments, beyond those that the body declares. Default 0.</summary>
    public int Crashes { get; set; }

    /// <summary>Who keeps what. Default replicated.</summary>
    public Buffering Buffering { get; set; } = Buffering.Replicated;

    /// <summary>W: unstable relays at most, replicated buffering only. Default 1024.</summary>
    public int Window { get; set; } = 1024;

    /// <summary>K: a peer acknowledges every K-th relay, replicated buffering only. Default 256.</summary>
    public int AcknowledgeEvery { get; set; } = 256;

    /// <summary>The order that links promise. Default first in, first out.</summary>
    public LinkKind Links { get; set; } = LinkKind.Fifo;

    /// <summary>Broadcasts, relays and acknowledgements for each broadcast, at most; 0, the default: any number.</summary>
    public int MessagesPerBroadcast { get; set; }

    /// <summary>Reports, fills, finishes and re-sends for each synchronization phase, at most; 0, the default: any number.</summary>
    public int MessagesPerSynchronization { get; set; }

    /// <summary>
    /// Seconds of the machine's time after which a step (of an exploration) or a seed (of a scenario) counts as hung; above 0. Default
    /// 30. It decides no guarantee.
    /// </summary>
    public double GuardSeconds { get; set; } = 30;

    /// <summary>The bounds and options that both kinds have.</summary>
    internal ExplorationScenario Common => new()
    {
        Bounds = new ExplorationBounds { Peers = Peers, Crashes = Crashes, Links = Links, Costs = Costs },
        Buffering = Buffering,
        Window = Window,
        AcknowledgeEvery = AcknowledgeEvery,
    };

    internal CostBudget? Costs => MessagesPerBroadcast == 0 && MessagesPerSynchronization == 0 ? null : new CostBudget
    {
        MessagesPerBroadcast = MessagesPerBroadcast == 0 ? null : MessagesPerBroadcast,
        MessagesPerSynchronization = MessagesPerSynchronization == 0 ? null : MessagesPerSynchronization,
    };

    internal TimeSpan Guard => GuardSeconds is > 0 and <= 86_400
        ? TimeSpan.FromSeconds(GuardSeconds)
        : throw new ArgumentException($"{nameof(GuardSeconds)} is {GuardSeconds}: choose more than 0 and at most 86400.");

    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        ArgumentNullException.ThrowIfNull(method);
        var mode = NewMode();
        var graded = method.GetCustomAttributes<AssignmentTestAttribute>(inherit: false).Where(test => test.Guarantee is not null).ToList();
        if (graded.Count == 0) yield return Build(method, suite, new World(mode), method.Name);
        var together = new GradedCheck(mode);
        foreach (var one in graded)
        {
            var world = new World(together.For(one.Guarantee!));
            var test = Build(method, suite, world, $"{method.Name}({one.Guarantee})");
            one.TellTest(test);
            yield return test;
        }
    }

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new WorldCommand(command);
    }

    private TestMethod Build(IMethodInfo method, Test? suite, World world, string name)
    {
        var test = new NUnitTestCaseBuilder().BuildTestMethod(method, suite, new TestCaseParameters([world]) { TestName = name });
        if (method.GetParameters() is not [{ ParameterType: var type }] || type != typeof(World))
            test.MakeInvalid($"{method.Name} has [{Name}], so it takes one parameter, a {nameof(World)}.");
        return test;
    }

    private protected abstract string Name { get; }

    private protected abstract IWorldMode NewMode();
}
