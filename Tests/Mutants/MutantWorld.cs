using System.Reflection;
using System.Runtime.Loader;

namespace Course.Tests.Mutants;

/// <summary>
/// A world of its own in which a mutant's assemblies stand in the place of the reference's. In it, everything that is Course.* is loaded
/// afresh, the driver's assembly included, and Castle with it, because its dynamic proxies hold the types they were made for; NUnit and
/// the base library are shared. So whole peers run with mutated managers, and no cache is shared between two worlds.
/// </summary>
/// <remarks>
/// A <em>driver</em> is a <c>public static string Method(string)</c> of any Course.* assembly: it gets an argument, runs what it likes
/// inside this world, and answers in words. Only strings cross the border. The driver runs on the caller's thread and must bound its own
/// steps: nothing here ends a mutant that spins. One world may be used by one thread at a time; several worlds may be used at once. A
/// world stays loaded until the process ends, some 6 MB each: code that can be unloaded is slower, and in it a reference was seen to be
/// null, once in hundreds of runs on two threads, where the language does not allow it.
/// <code>
/// var world = new MutantWorld(compiler.Compile(MutantCatalogue.Named("pop-on-resend")));
/// var violated = world.Run(typeof(MyDriver).Assembly.Location, typeof(MyDriver).FullName!, nameof(MyDriver.Run), "peers=3 crashes=2");
/// </code>
/// Refer to <c>Tests/Mutants</c> and to what is mutated from the driver's project, so that their assemblies lie beside the driver's.
/// </remarks>
public sealed class MutantWorld
{
    private readonly string _name;
    private readonly Context _context;

    /// <param name="mutant">What is loaded instead of the originals; <see cref="CompiledMutant.Reference"/> for none.</param>
    public MutantWorld(CompiledMutant mutant)
    {
        _name = mutant.Name;
        _context = new Context(mutant);
    }

    /// <summary>Calls a driver in this world.</summary>
    /// <param name="assemblyPath">The driver's assembly; the product's lie in the same folder.</param>
    /// <param name="typeName">The full name of its type.</param>
    /// <param name="methodName">The name of its method.</param>
    /// <param name="argument">Handed over as it is.</param>
    /// <returns>What the driver answers.</returns>
    /// <exception cref="MutantException">
    /// There is no such driver, or it threw; what was thrown is in the text, as it belongs to the world.
    /// </exception>
    public string Run(string assemblyPath, string typeName, string methodName, string argument)
    {
        // What the driver loads by name, and what Castle defines, belongs to this world, too, and not to that of the test runner.
        using var contextual = _context.EnterContextualReflection();
        var assembly = _context.Open(Path.GetFullPath(assemblyPath));
        var method = assembly.GetType(typeName)?.GetMethod(methodName, BindingFlags.Public | BindingFlags.Static, [typeof(string)]);
        if (method is null || method.ReturnType != typeof(string))
        {
            throw new MutantException(
                $"World of {_name}: {Path.GetFileName(assemblyPath)} has no public static string {typeName}.{methodName}(string).");
        }

        try
        {
            return (string)method.Invoke(null, [argument])!;
        }
        catch (TargetInvocationException thrown)
        {
            throw new MutantException($"World of {_name}: {typeName}.{methodName}(\"{argument}\") threw {thrown.InnerException}");
        }
    }

    private sealed class Context(CompiledMutant mutant) : AssemblyLoadContext($"mutant {mutant.Name}")
    {
        private string _folder = AppContext.BaseDirectory;

        public Assembly Open(string driver)
        {
            _folder = Path.GetDirectoryName(driver)!;
            return LoadFromAssemblyName(AssemblyName.GetAssemblyName(driver));
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var name = assemblyName.Name!;
            if (mutant.Assemblies.TryGetValue(name, out var image))
            {
                using var bytes = new MemoryStream(image.Bytes.ToArray());
                using var symbols = new MemoryStream(image.Symbols.ToArray());
                return LoadFromStream(bytes, symbols);
            }

            var isOwn = name.StartsWith("Course.", StringComparison.Ordinal) || name == "Castle.Core";
            var path = Path.Combine(_folder, name + ".dll");
            return isOwn && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
