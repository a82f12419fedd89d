using System.Reflection.Metadata;
using System.Text.RegularExpressions;

namespace Course.Simulation.Determinism.Reading;

/// <summary>The names that a student wrote, behind those that the compiler makes for lambdas, local functions and state machines.</summary>
internal static partial class WrittenNames
{
    /// <summary>Whether the compiler made the name: C# allows nobody else to begin with the mark.</summary>
    public static bool IsCompilers(string name) => name.StartsWith('<');

    /// <summary>Whether a type is the state machine of an iterator or an async method.</summary>
    public static bool IsStateMachine(string type) => StateMachine().IsMatch(type);

    /// <summary>The innermost type that was written, with its outer types.</summary>
    public static string TypeOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var names = Chain(reader, handle).SkipWhile(IsCompilers).Select(name => name.Split('`')[0]).Reverse().ToArray();
        return names.Length == 0 ? "program" : string.Join('.', names);
    }

    /// <summary>The member that was written, for a method or a field in the metadata.</summary>
    public static string MemberOf(MetadataReader reader, TypeDefinitionHandle type, string name)
    {
        var chain = Chain(reader, type).ToArray();
        // MoveNext of <Say>d__3 is Say; a lambda <Say>b__0 bears its origin itself, whatever class it lies in.
        var origin = chain.TakeWhile(IsCompilers).Prepend(name).Select(Origin).FirstOrDefault(found => found is not null) ?? name;
        if (origin is ".ctor" or ".cctor") return chain.FirstOrDefault(outer => !IsCompilers(outer))?.Split('`')[0] ?? origin;
        var generic = origin.LastIndexOf('>');
        var dot = origin.LastIndexOf('.');
        // An explicit implementation bears its interface: IChat.Say.
        if (dot > generic) origin = origin[(dot + 1)..];
        return Member.WithoutAccessor(origin);
    }

    /// <summary>What stands between the marks, the marks of marks taken off too; null if there is nothing.</summary>
    private static string? Origin(string name)
    {
        string? found = null;
        while (Marked().Match(found ?? name) is { Success: true } match) found = match.Groups[1].Value;
        return found;
    }

    private static IEnumerable<string> Chain(MetadataReader reader, TypeDefinitionHandle handle)
    {
        for (; !handle.IsNil; handle = reader.GetTypeDefinition(handle).GetDeclaringType())
        {
            yield return reader.GetString(reader.GetTypeDefinition(handle).Name);
        }
    }

    [GeneratedRegex(@"^<(.+)>[a-z$]")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^<.+>d(__|$|`)")]
    private static partial Regex StateMachine();
}
