using System.Reflection.Emit;

namespace Course.Simulation.Determinism.Reading;

/// <summary>Numbers that the instruction set fixes (ECMA-335 III).</summary>
internal static class Constants
{
    /// <summary>The small number that an instruction pushes; null if it pushes none.</summary>
    public static int? Of(Instruction at)
    {
        if (at.Code == OpCodes.Ldc_I4 || at.Code == OpCodes.Ldc_I4_S) return at.Operand;
        var short0 = OpCodes.Ldc_I4_0.Value;
        return at.Code.Value >= OpCodes.Ldc_I4_M1.Value && at.Code.Value <= OpCodes.Ldc_I4_8.Value ? at.Code.Value - short0 : null;
    }

    /// <summary>How many values an instruction takes or gives; those of calls and returns stand in signatures, and count as none.</summary>
    public static int Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 or StackBehaviour.Varpop or StackBehaviour.Varpush => 0,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi
            or StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref
            or StackBehaviour.Popref_popi_pop1 => 3,
        _ => 1,
    };
}
