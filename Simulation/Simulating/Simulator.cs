namespace Course.Simulation.Simulating;

/// <summary>
/// Runs whole, unchanged peers on a simulated network in virtual time and judges what they did. Nothing sleeps and nothing depends on
/// the machine: equal options give equal traces.
/// </summary>
public static class Simulator
{
    /// <summary>Runs one scenario to its end: until it is quiet, or hangs, or meets a bound.</summary>
    /// <param name="options">The scenario.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var world = new VirtualWorld(options);
        var hang = world.Run();
        return new RunEnd(options, world).Judge(hang);
    }

    /// <summary>Runs one scenario twice, which has to give the same, and says where the two runs first differ if it does not.</summary>
    /// <param name="options">The scenario; what it makes applications and filters with must itself do the same twice.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SeedCheck RunTwice(SimulationOptions options)
    {
        var first = Run(options);
        return SeedCheck.Between(first, Run(options));
    }
}
