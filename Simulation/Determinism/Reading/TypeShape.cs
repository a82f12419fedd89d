using System.Collections.Frozen;

namespace Course.Simulation.Determinism.Reading;

/// <summary>A type as a signature spells it, with its generic arguments.</summary>
/// <param name="Kind">What kind of type it is; a class or a struct that only a bare token names counts as a class.</param>
/// <param name="Namespace">The namespace; empty for a type in none, and for what is no named type.</param>
/// <param name="Name">Its name with its outer types, <c>Dictionary`2.KeyCollection</c>; for a parameter its index.</param>
/// <param name="Arguments">The generic arguments; for an array, a reference or a pointer the one element type.</param>
internal sealed record TypeShape(ShapeKind Kind, string Namespace, string Name, IReadOnlyList<TypeShape> Arguments)
{
    private static readonly FrozenDictionary<string, string> Keywords = new Dictionary<string, string>
    {
        ["String"] = "string",
        ["Object"] = "object",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["Boolean"] = "bool",
        ["Byte"] = "byte",
        ["Char"] = "char",
        ["Double"] = "double",
        ["Void"] = "void",
    }.ToFrozenDictionary();

    /// <summary>With the number of generic parameters: <c>System.Collections.Generic.HashSet`1</c>. Unique among types.</summary>
    public string Key { get; } = Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";

    /// <summary>Without the number of generic parameters: <c>System.Collections.Generic.HashSet</c>.</summary>
    public string FullName => WithoutArity(Key);

    /// <summary>As C# writes it, without namespaces: <c>HashSet&lt;string&gt;</c>.</summary>
    public string Display => Kind switch
    {
        ShapeKind.Array => $"{Arguments[0].Display}[]",
        ShapeKind.ByReference => $"ref {Arguments[0].Display}",
        ShapeKind.Pointer => $"{Arguments[0].Display}*",
        ShapeKind.TypeParameter => "T" + Name,
        ShapeKind.MethodParameter => "TM" + Name,
        _ => NamedDisplay,
    };

    public bool IsVoid => Key == "System.Void";

    /// <summary>How deep generic arguments are nested: 1 for none.</summary>
    public int Depth => Arguments.Count == 0 ? 1 : 1 + Arguments.Max(argument => argument.Depth);

    /// <summary>The type behind a reference to it.</summary>
    public TypeShape Referred => Kind == ShapeKind.ByReference ? Arguments[0] : this;

    private string NamedDisplay
    {
        get
        {
            if (Arguments.Count == 0 && Namespace == "System" && Keywords.TryGetValue(Name, out var keyword)) return keyword;
            if (Arguments.Count == 0) return WithoutArity(Name);
            // Dictionary`2.KeyCollection: the arguments stand behind the outer type, which has brought them along.
            var tick = Name.IndexOf('`', StringComparison.Ordinal);
            var end = tick < 0 ? -1 : Name.IndexOf('.', tick);
            var (outer, inner) = end < 0 ? (Name, string.Empty) : (Name[..end], Name[end..]);
            return $"{WithoutArity(outer)}<{string.Join(", ", Arguments.Select(argument => argument.Display))}>{WithoutArity(inner)}";
        }
    }

    public static TypeShape Named(string space, string name, bool isValue = false) =>
        new(isValue ? ShapeKind.Value : ShapeKind.Class, space, name, []);

    public static TypeShape Made(ShapeKind kind, TypeShape element) => new(kind, string.Empty, kind.ToString(), [element]);

    /// <summary>Puts the arguments of the declaring type and of the method in the place of their parameters.</summary>
    public TypeShape Substitute(IReadOnlyList<TypeShape> ofType, IReadOnlyList<TypeShape> ofMethod)
    {
        if (Kind is ShapeKind.TypeParameter or ShapeKind.MethodParameter)
        {
            var arguments = Kind == ShapeKind.TypeParameter ? ofType : ofMethod;
            return int.TryParse(Name, out var index) && index < arguments.Count ? arguments[index] : this;
        }

        return Arguments.Count == 0
            ? this : this with { Arguments = [.. Arguments.Select(argument => argument.Substitute(ofType, ofMethod))] };
    }

    private static string WithoutArity(string name)
    {
        while (name.IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick)
        {
            var end = tick + 1;
            while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
            name = name[..tick] + name[end..];
        }

        return name;
    }
}
