namespace Course.Simulation.Determinism.Reading;

/// <summary>What is known of a value on the stack of a method.</summary>
/// <param name="Type">Its type as well as the code tells; null if that is not known.</param>
/// <param name="Source">The collection in hash order that it is, or whose order it hands on; null if there is none.</param>
/// <param name="IsStateless">
/// Whether it holds nothing that could change: null, an empty array, a delegate without a captured object.
/// </param>
/// <param name="Constant">The number that it is, if it is a small constant.</param>
internal readonly record struct Value(TypeShape? Type = null, TypeShape? Source = null, bool IsStateless = false, int? Constant = null)
{
    /// <summary>What holds of a value that comes from either of two ways; a hash order of one of them stays.</summary>
    public Value Or(Value other) => new(
        Type?.Key == other.Type?.Key ? Type : Type is null ? other.Type : Type,
        Source ?? other.Source,
        IsStateless && other.IsStateless,
        Constant == other.Constant ? Constant : null);
}
