using Course.Simulation.Checking;
using NUnit.Framework;

namespace Course.Testing;

/// <summary>
/// The test cases of one body with points for each guarantee. Whoever comes first tries all guarantees at once; if they hold, they hold for
/// the other cases, too, and only if not is each guarantee tried alone.
/// </summary>
internal sealed class GradedCheck(IWorldMode mode)
{
    private bool? _allHold;

    /// <summary>How the world of one case is run.</summary>
    /// <param name="guarantee">As the checkers name it: "total order".</param>
    public IWorldMode For(string guarantee) => new Case(this, guarantee);

    private void Check(World world, IReadOnlyList<Guarantee> all, string name)
    {
        if (!all.Any(guarantee => GuaranteeNames.Of(guarantee) == name))
        {
            throw new AssertionException(
                $"{world.Test.FullName} gives points for '{name}', which its body does not check; it checks "
                + $"{string.Join(", ", all.Select(GuaranteeNames.Of))}.");
        }

        if (_allHold is null && TryAll(world, all)) return;
        if (_allHold == true) world.Test.Output.WriteLine("holds with all guarantees of this test, which ran before");
        else mode.Check(world, [.. all.Where(guarantee => GuaranteeNames.Of(guarantee) == name)]);
    }

    private bool TryAll(World world, IReadOnlyList<Guarantee> all)
    {
        try
        {
            mode.Check(world, all);
            _allHold = true;
        }
        catch (AssertionException)
        {
            _allHold = false;
        }

        return _allHold == true;
    }

    private sealed class Case(GradedCheck check, string guarantee) : IWorldMode
    {
        public int Peers => check.Mode.Peers;

        public void Check(World world, IReadOnlyList<Guarantee> guarantees) => check.Check(world, guarantees, guarantee);
    }

    private IWorldMode Mode => mode;
}
