using System.Reflection.Emit;

namespace Course.Simulation.Determinism.Reading;

/// <summary>The variables that one method sees: its arguments and locals, and the fields and results of others.</summary>
/// <param name="method">The method.</param>
/// <param name="locals">The types of its locals.</param>
/// <param name="order">Says which types are in hash order.</param>
/// <param name="slots">What is known of all of them.</param>
internal sealed class MethodSlots(Member method, IReadOnlyList<TypeShape> locals, HashOrder order, Slots slots)
{
    private const string Argument = "argument";
    private const string Local = "local";

    public static string FieldOf(Member field) => "field " + field.Key;

    public static string ResultOf(Member method) => "result " + method.Key;

    /// <summary>A value of a declared type that comes from a slot: an interface may stand for a collection that was stored there.</summary>
    public Value Typed(TypeShape type, string slot) => new(type.Referred, order.Of(type.Referred) ?? slots[slot]);

    public void Store(string slot, Value value) => slots.Store(slot, value);

    /// <summary>A call of a method under the scan gives its parameters what the caller has.</summary>
    public void StoreArguments(Use use)
    {
        // A construction has no receiver among its arguments, and the constructor sees one: index 0 there is the new object.
        var shift = use.IsConstruction ? 1 : 0;
        for (var i = 0; i < use.Arguments.Count; i++) slots.Store($"{Argument} {i + shift} {use.Member.Key}", use.Arguments[i]);
    }

    /// <summary>What an instruction loads that reads an argument or a local.</summary>
    public bool TryLoad(Instruction at, out Value value)
    {
        value = default;
        if (Index(at, OpCodes.Ldarg_0, OpCodes.Ldarg_3, OpCodes.Ldarg_S, OpCodes.Ldarg, OpCodes.Ldarga_S, OpCodes.Ldarga) is { } argument)
            value = Typed(TypeOfArgument(argument), Slot(Argument, argument));
        else if (Index(at, OpCodes.Ldloc_0, OpCodes.Ldloc_3, OpCodes.Ldloc_S, OpCodes.Ldloc, OpCodes.Ldloca_S, OpCodes.Ldloca) is { } local)
            value = Typed(local < locals.Count ? locals[local] : TypeShape.Named(string.Empty, "?"), Slot(Local, local));
        else
            return false;
        return true;
    }

    /// <summary>The slot that an instruction writes, if it writes an argument or a local.</summary>
    public string? SlotOfStore(Instruction at)
    {
        if (at.Code == OpCodes.Starg || at.Code == OpCodes.Starg_S) return Slot(Argument, at.Operand);
        return Index(at, OpCodes.Stloc_0, OpCodes.Stloc_3, OpCodes.Stloc_S, OpCodes.Stloc, OpCodes.Stloc, OpCodes.Stloc) is { } local
            ? Slot(Local, local) : null;
    }

    private static int? Index(
        Instruction at, OpCode first, OpCode last, OpCode near, OpCode far, OpCode nearAddress, OpCode farAddress)
    {
        if (at.Code.Value >= first.Value && at.Code.Value <= last.Value) return at.Code.Value - first.Value;
        return at.Code == near || at.Code == far || at.Code == nearAddress || at.Code == farAddress ? at.Operand : null;
    }

    private string Slot(string kind, int index) => $"{kind} {index} {method.Key}";

    private TypeShape TypeOfArgument(int index)
    {
        if (method.IsInstance && index == 0) return method.Declaring;
        index -= method.IsInstance ? 1 : 0;
        return index < method.Parameters.Count ? method.Parameters[index] : TypeShape.Named(string.Empty, "?");
    }
}
