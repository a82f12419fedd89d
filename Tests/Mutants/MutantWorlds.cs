using System.Collections.Concurrent;

namespace Course.Tests.Mutants;

/// <summary>
/// The worlds of mutants, each made once: its code is compiled just in time for each world anew, which takes longer than what most drivers
/// do in it. Any thread.
/// </summary>
internal sealed class MutantWorlds
{
    private readonly MutantCompiler _compiler = new();
    private readonly ConcurrentDictionary<string, Lazy<MutantWorld>> _worlds = new(StringComparer.Ordinal);

    /// <summary>Uses the world of a mutant; waits while another thread does.</summary>
    /// <exception cref="MutantException">The mutant does not compile, or what was run in its world threw.</exception>
    public T Use<T>(Mutant mutant, Func<MutantWorld, T> use)
    {
        var world = _worlds.GetOrAdd(mutant.Name, _ => new Lazy<MutantWorld>(() => new MutantWorld(_compiler.Compile(mutant)))).Value;
        lock (world) return use(world);
    }
}
