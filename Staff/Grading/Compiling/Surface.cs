using Microsoft.CodeAnalysis;

namespace Course.Staffing.Grading.Compiling;

/// <summary>What of an assembly others can refer to: its types and members that are not private, friends included.</summary>
internal static class Surface
{
    /// <summary>One text for each, with everything that a reference to it holds on to.</summary>
    public static IReadOnlySet<string> Of(IAssemblySymbol assembly)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (open.TryPop(out var holder))
        {
            foreach (var member in holder.GetMembers().Where(member => member.DeclaredAccessibility != Accessibility.Private))
            {
                if (member is not INamespaceSymbol) found.Add(Text(member));
                if (member is INamespaceOrTypeSymbol inner) open.Push(inner);
            }
        }

        return found;
    }

    private static string Text(ISymbol member)
    {
        var type = member switch
        {
            IMethodSymbol method => method.ReturnType,
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            IEventSymbol its => its.Type,
            INamedTypeSymbol named => named.BaseType,
            _ => null,
        };
        return $"{member.GetDocumentationCommentId()} {member.DeclaredAccessibility} {member.IsStatic} {type?.ToDisplayString()}";
    }
}
