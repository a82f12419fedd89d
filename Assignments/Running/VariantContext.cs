using System.Reflection;
using System.Runtime.Loader;

namespace Course.Assignments.Running;

/// <summary>
/// The assemblies of one variant of the product, and all that may refer to them, apart from those of every other variant that this process
/// runs. Only the runner, NUnit and the platform are shared. It stays loaded as long as the process lives. Any thread.
/// </summary>
/// <param name="folder">Where the variant's own assemblies lie; those that it lacks are taken from beside the runner.</param>
internal sealed class VariantContext(string folder) : AssemblyLoadContext
{
    private static readonly string Runner = typeof(VariantContext).Assembly.GetName().Name!;

    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is not { } simple || simple == Runner || simple.StartsWith("nunit.", StringComparison.Ordinal)) return null;
        string[] places = [Path.Combine(folder, simple + ".dll"), Path.Combine(AppContext.BaseDirectory, simple + ".dll")];
        return places.FirstOrDefault(File.Exists) is { } place ? LoadFromAssemblyPath(place) : null;
    }
}
