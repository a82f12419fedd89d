using System.Reflection.Emit;

namespace Course.Simulation.Determinism.Reading;

/// <summary>One instruction of a method.</summary>
/// <param name="Offset">Where it begins, in bytes from the start of the method's code.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Its operand if that is a token, an index or a small constant; otherwise 0.</param>
/// <param name="Targets">The offsets that it may jump to.</param>
internal readonly record struct Instruction(int Offset, OpCode Code, int Operand, IReadOnlyList<int> Targets)
{
    /// <summary>Whether the next instruction is reached by a jump only.</summary>
    public bool EndsFlow => Code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw;
}
