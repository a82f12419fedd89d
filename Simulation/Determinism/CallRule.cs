using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>Finds the banned members of the table.</summary>
internal static class CallRule
{
    /// <param name="use">The use of a member.</param>
    /// <param name="method">The name of the method that uses it, in the metadata.</param>
    /// <param name="order">Says which hash codes are stable.</param>
    /// <param name="what">What the code does, with its verb.</param>
    /// <returns>The group that bans the use; null if it is allowed.</returns>
    public static BannedGroup? Of(Use use, string method, HashOrder order, out string what)
    {
        what = string.Empty;
        if (BannedMembers.Of(use.Member) is not { } group) return null;
        // A student's type that bears the name of a banned one is the student's; its hash codes are judged all the same.
        if (group.Rule != BannedMembers.HashCodeRule && order.Types.IsScanned(use.Member.Declaring)) return null;
        if (group.Rule == LeavesTheLoop.Rule && LeavesTheLoop.Stays(use)) return null;
        if (group.Rule == BannedMembers.HashCodeRule && (IsForHashing(method) || HasStableHashCode(use, order))) return null;
        what = $"{(use.IsConstruction ? "makes" : use.IsCall ? "calls" : "uses")} {use.Member.Display}";
        return group;
    }

    // What a hash code is for: equality in a hash table, whose order has a rule of its own. Records are written so by the compiler.
    private static bool IsForHashing(string method) =>
        method == nameof(GetHashCode) || method.EndsWith("." + nameof(GetHashCode), StringComparison.Ordinal);

    private static bool HasStableHashCode(Use use, HashOrder order)
    {
        var member = use.Member;
        if (member.Declaring.Key == "System.HashCode" || !use.HasReceiver) return false;
        // A comparer is asked about its argument, an object about itself.
        var isComparer = member.Parameters.Count == 1 && member.Declaring.Name.Contains("Comparer", StringComparison.Ordinal);
        var type = isComparer
            ? member.Declaring.Arguments is [var compared] ? compared : use.Arguments[1].Type
            : use.Arguments[0].Type ?? member.Declaring;
        return type is not null && order.IsStable(type.Referred);
    }
}
