using Course.Assignments;

namespace Course.Staffing.Grading.Gates;

/// <summary>What a part may use beyond the usual, as its lab says.</summary>
internal static class PartRules
{
    /// <summary>Namespaces and types; empty for a part that no lab knows.</summary>
    public static IReadOnlyList<string> MayUse(string part) => LabCatalogue.Shared.Find(part)?.MayUse ?? [];
}
