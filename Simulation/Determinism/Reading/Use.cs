using System.Reflection.Emit;

namespace Course.Simulation.Determinism.Reading;

/// <summary>One use of a member in a method.</summary>
/// <param name="Offset">The offset of the instruction.</param>
/// <param name="Code">The instruction: a call, a construction, a load or a store.</param>
/// <param name="Member">What is used.</param>
/// <param name="Arguments">What it gets, its receiver first if it has one; for a store what is stored, for a load nothing.</param>
internal sealed record Use(int Offset, OpCode Code, Member Member, IReadOnlyList<Value> Arguments)
{
    public bool IsConstruction => Code == OpCodes.Newobj;

    public bool IsCall => Code == OpCodes.Call || Code == OpCodes.Callvirt;

    public bool HasReceiver => Member.IsInstance && IsCall;
}
