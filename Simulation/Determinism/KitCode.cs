using System.Reflection;

namespace Course.Simulation.Determinism;

/// <summary>Which loaded assemblies are the kit's own, so that what a student wrote can be told from it.</summary>
public static class KitCode
{
    private const string Prefix = "Course.";

    /// <summary>An assembly of the kit and all others of the kit that it builds on.</summary>
    public static IReadOnlySet<Assembly> Under(Assembly top)
    {
        var kit = new HashSet<Assembly> { top };
        var open = new Queue<Assembly>(kit);
        while (open.TryDequeue(out var next))
        {
            foreach (var name in next.GetReferencedAssemblies().Where(name => name.Name!.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                var found = Assembly.Load(name);
                if (kit.Add(found)) open.Enqueue(found);
            }
        }

        return kit;
    }
}
