using Course.Staffing.Grading.References;
using Microsoft.CodeAnalysis;

namespace Course.Staffing.Grading.Gates;

/// <summary>Tells whether a symbol may be used.</summary>
internal sealed class AllowedSymbols(Compilation compilation, IReadOnlyList<string> mayUse)
{
    private readonly HashSet<string> _boxes = [compilation.AssemblyName!, .. Box.All.Select(box => box.Assembly)];
    private readonly Dictionary<ISymbol, string?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The name of what may not be used; null if all of it may.</summary>
    public string? Problem(ISymbol? symbol)
    {
        if (symbol is null) return null;
        if (_known.TryGetValue(symbol, out var known)) return known;
        _known[symbol] = null;
        return _known[symbol] = Judge(symbol);
    }

    private string? Judge(ISymbol symbol) => symbol switch
    {
        IDynamicTypeSymbol => "dynamic",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "System.Runtime.InteropServices: a pointer",
        IArrayTypeSymbol array => Problem(array.ElementType),
        ITypeParameterSymbol or IErrorTypeSymbol => null,
        INamedTypeSymbol type => OfType(type),
        ILocalSymbol local => Problem(local.Type),
        IParameterSymbol parameter => Problem(parameter.Type),
        IMethodSymbol method => OfMethod(method),
        IPropertySymbol or IFieldSymbol or IEventSymbol => OfMember(symbol),
        _ => null,
    };

    private string? OfType(INamedTypeSymbol type)
    {
        if (type.TypeArguments.Select(Problem).FirstOrDefault(problem => problem is not null) is { } inside) return inside;
        if (type.IsAnonymousType || type.IsTupleType || IsOwn(type)) return null;
        var name = NameOf(type);
        if (type.ContainingType is { } outer) return Problem(outer);
        var space = type.ContainingNamespace.ToDisplayString();
        if (ApiRules.Types.Contains(name) || ApiRules.Namespaces.Contains(space) || IsException(type, space)) return null;
        return IsListed(name) || IsListed(space) ? null : name;
    }

    private string? OfMethod(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.BuiltinOperator) return null;
        if (method.TypeArguments.Select(Problem).FirstOrDefault(problem => problem is not null) is { } inside) return inside;
        return OfMember(method.ReducedFrom ?? method);
    }

    private string? OfMember(ISymbol member)
    {
        if (member.ContainingType is not { } holder
            || member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
            return null;
        if (Problem(holder) is { } problem) return IsOwn(holder) ? problem : $"{NameOf(holder)}.{member.Name}";
        if (IsOwn(holder)) return null;
        var type = NameOf(holder);
        var name = $"{type}.{member.Name}";
        var isListed = IsListed(type) || IsListed(name) || IsListed(holder.ContainingNamespace.ToDisplayString());
        if (isListed) return null;
        if (ApiRules.NoMembers.Contains(name)) return name;
        var only = ApiRules.OnlyMembers.GetValueOrDefault(type);
        return only is null || only.Contains(member.Name) ? null : name;
    }

    private bool IsOwn(INamedTypeSymbol type) =>
        type.ContainingAssembly is { } assembly && _boxes.Contains(assembly.Name);

    private bool IsListed(string name) => mayUse.Any(listed => name == listed || name.StartsWith(listed + ".", StringComparison.Ordinal));

    /// <summary>Exceptions of the usual namespaces can be thrown and caught.</summary>
    private static bool IsException(INamedTypeSymbol type, string space)
    {
        if (space is not ("System" or "System.Threading" or "System.Runtime.CompilerServices" or "System.Collections.Generic"))
            return false;
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
        {
            if (each.Name == nameof(Exception) && each.ContainingNamespace.ToDisplayString() == "System") return true;
        }

        return false;
    }

    private static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer
            ? $"{NameOf(outer)}.{type.Name}"
            : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.Name}" : type.Name;
}
