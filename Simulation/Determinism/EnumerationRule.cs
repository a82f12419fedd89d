using System.Collections.Frozen;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>
/// What may be done with a collection in hash order. Looking up and counting may; whoever enumerates it sees its order. LINQ that is
/// evaluated later hands the order on, and sorting ends it.
/// </summary>
internal sealed class EnumerationRule(HashOrder order)
{
    /// <summary>Members of the collections themselves that show the order.</summary>
    private static readonly FrozenSet<string> Showing = new[] { "GetEnumerator", "CopyTo", "ToArray", "get_Items" }.ToFrozenSet();

    /// <summary>LINQ whose answer does not depend on the order.</summary>
    private static readonly FrozenSet<string> Free = new[]
    {
        "All", "Any", "Contains", "Count", "LongCount", "TryGetNonEnumeratedCount", "Max", "Min", "Sum", "Average", "Single",
        "SingleOrDefault", "Order", "OrderDescending", "OrderBy", "OrderByDescending", "ToHashSet", "ToDictionary",
    }.ToFrozenSet();

    /// <summary>
    /// LINQ that hands the order on and shows nothing of it yet. Take, Skip and others that choose by place are not among them.
    /// </summary>
    private static readonly FrozenSet<string> Handing = new[]
    {
        "AsEnumerable", "AsReadOnly", "Append", "Cast", "Concat", "DefaultIfEmpty", "Distinct", "Except", "GroupBy", "GroupJoin",
        "Intersect", "Join", "OfType", "Prepend", "Reverse", "Select", "SelectMany", "Union", "Where",
    }.ToFrozenSet();

    /// <summary>Types that may be filled from, or compared with, a collection in hash order: theirs does not come from it.</summary>
    private static readonly FrozenSet<string> Fillable = new[]
    {
        "System.Collections.Generic.HashSet", "System.Collections.Generic.SortedSet", "System.Collections.Generic.ISet",
        "System.Collections.Generic.IReadOnlySet", "System.Collections.Generic.Dictionary",
        "System.Collections.Generic.SortedDictionary", "System.Collections.Generic.SortedList",
        "System.Collections.Concurrent.ConcurrentDictionary", "System.Collections.Immutable.IImmutableSet",
        "System.Collections.Immutable.ImmutableHashSet", "System.Collections.Immutable.ImmutableSortedSet",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableSortedDictionary",
        "System.Collections.Frozen.FrozenSet", "System.Collections.Frozen.FrozenDictionary",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Sequences = new[]
    {
        "System.Collections.IEnumerable", "System.Collections.ICollection", "System.Collections.Generic.IEnumerable",
        "System.Collections.Generic.ICollection", "System.Collections.Generic.IReadOnlyCollection",
    }.ToFrozenSet();

    /// <summary>Types of parameters behind which a wrapper keeps the collection.</summary>
    private static readonly FrozenSet<string> Wrapped = new[]
    {
        "System.Collections.Generic.IDictionary", "System.Collections.Generic.IReadOnlyDictionary", "System.Collections.Generic.ISet",
        "System.Collections.Generic.IReadOnlySet",
    }.ToFrozenSet();

    /// <summary>What a use does with the order of a collection; null if it does nothing with it.</summary>
    public string? Of(Use use)
    {
        if (!use.IsCall && !use.IsConstruction) return null;
        var member = use.Member;
        if (use.HasReceiver && use.Arguments[0].Source is { } receiver && Showing.Contains(member.Name))
            return "enumerates " + receiver.Display;
        // The parameters of a method under the scan are followed into it.
        if (order.Types.IsScanned(member.Declaring) || Fillable.Contains(member.Declaring.FullName)) return null;
        var isLinq = IsLinq(member);
        if (isLinq && (Free.Contains(member.Name) || Handing.Contains(member.Name))) return null;
        return Given(use, isLinq ? Sequences : null) is { } given ? $"passes {given.Display} to {member.Display}" : null;
    }

    /// <summary>The collection whose order the result of a call has.</summary>
    public TypeShape? HandedOn(Use use)
    {
        var member = use.Member;
        if (use.HasReceiver && use.Arguments[0].Source is { } receiver && member.Name is "get_Keys" or "get_Values") return receiver;
        if (use.IsConstruction && !order.Types.IsScanned(member.Declaring) && !Fillable.Contains(member.Declaring.FullName))
            return Given(use, Wrapped);
        if (!IsLinq(member) || !Handing.Contains(member.Name)) return null;
        return use.Arguments.Select(argument => argument.Source).FirstOrDefault(source => source is not null);
    }

    private static bool IsLinq(Member member) =>
        member.Declaring.FullName is "System.Linq.Enumerable" or "System.Collections.Generic.CollectionExtensions"
            or "System.Linq.ImmutableArrayExtensions";

    /// <summary>The collection in hash order that is given to a parameter which may be enumerated.</summary>
    private static TypeShape? Given(Use use, FrozenSet<string>? kinds)
    {
        var shift = use.HasReceiver ? 1 : 0;
        for (var i = 0; i < use.Member.Parameters.Count; i++)
        {
            if (use.Arguments[i + shift].Source is { } source
                && (kinds ?? Sequences).Contains(use.Member.Parameters[i].Referred.FullName))
                return source;
        }

        return null;
    }
}
