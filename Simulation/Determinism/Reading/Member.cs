namespace Course.Simulation.Determinism.Reading;

/// <summary>A method or field that an instruction names.</summary>
/// <param name="Declaring">The type that it is named on, with its generic arguments.</param>
/// <param name="Name">Its name in the metadata.</param>
/// <param name="Parameters">The parameters as declared: generic parameters are not replaced. Empty for a field.</param>
/// <param name="Result">What it returns, or the type of the field, as declared.</param>
/// <param name="IsInstance">Whether it has a receiver; not known for a field, whose instruction tells.</param>
/// <param name="MethodArguments">The generic arguments of a method.</param>
internal sealed record Member(
    TypeShape Declaring, string Name, IReadOnlyList<TypeShape> Parameters, TypeShape Result, bool IsInstance,
    IReadOnlyList<TypeShape> MethodArguments)
{
    /// <summary>What it returns at this call.</summary>
    public TypeShape ResultHere => Result.Substitute(Declaring.Arguments, MethodArguments);

    /// <summary>Equal for the definition and for each reference to it.</summary>
    public string Key => $"{Declaring.Key}::{Name}({string.Join(",", Parameters.Select(parameter => parameter.Display))})";

    /// <summary>As C# writes its use: <c>DateTime.UtcNow</c>, <c>new Random()</c>, <c>Task.Run</c>.</summary>
    public string Display
    {
        get
        {
            var type = Declaring.Display;
            if (Name == ".ctor") return $"new {type}({string.Join(", ", Parameters.Select(parameter => parameter.Display))})";
            return $"{type}.{Plain}";
        }
    }

    /// <summary>The name without the prefix of an accessor.</summary>
    public string Plain => WithoutAccessor(Name);

    public static string WithoutAccessor(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["get_", "set_", "add_", "remove_"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length) return name[prefix.Length..];
        }

        return name;
    }
}
