using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>Members that break a certificate for one reason.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Why">Why a call breaks the certificate; goes between the colon and the full stop of a finding.</param>
/// <param name="Instead">What to use instead, a sentence without its full stop.</param>
/// <param name="Symbols">
/// What is banned: <c>N:</c> a namespace with those below it, <c>T:</c> all members of a type, <c>M:</c> a method or property;
/// <c>M:Type.Member(A, B)</c> one overload only, with the types of its parameters; <c>M:Type.new</c> constructors.
/// </param>
internal sealed record BannedGroup(string Rule, string Why, string Instead, IReadOnlyList<string> Symbols)
{
    /// <summary>The ways to spell a member in <see cref="Symbols"/>, so that looking it up is looking into a set.</summary>
    public static IEnumerable<string> SpellingsOf(Member member)
    {
        var type = member.Declaring.FullName;
        var name = member.Name == ".ctor" ? "new" : member.Plain;
        yield return $"M:{type}.{name}";
        yield return $"M:{type}.{name}({string.Join(", ", member.Parameters.Select(parameter => parameter.FullName))})";
        yield return $"T:{type}";
        for (var space = member.Declaring.Namespace; space.Length > 0;)
        {
            yield return $"N:{space}";
            var dot = space.LastIndexOf('.');
            space = dot < 0 ? string.Empty : space[..dot];
        }
    }
}
