using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Course.Simulation.Determinism.Reading;

/// <summary>Reads the instructions of a method (ECMA-335 III).</summary>
internal static class InstructionReader
{
    private const byte TwoByteMark = 0xFE;

    private static readonly FrozenDictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<OpCode>()
        .ToFrozenDictionary(code => code.Value);

    /// <exception cref="BadImageFormatException">The code holds no known instruction, or ends inside one.</exception>
    public static IReadOnlyList<Instruction> Read(BlobReader code)
    {
        var instructions = new List<Instruction>();
        while (code.RemainingBytes > 0)
        {
            var offset = code.Offset;
            var first = code.ReadByte();
            var value = first == TwoByteMark ? unchecked((short)((first << 8) | code.ReadByte())) : first;
            if (!Codes.TryGetValue(value, out var known)) throw new BadImageFormatException($"There is no instruction 0x{value:x}.");
            instructions.Add(Read(ref code, offset, known));
        }

        return instructions;
    }

    private static Instruction Read(ref BlobReader code, int offset, OpCode known)
    {
        switch (known.OperandType)
        {
            case OperandType.InlineNone:
                return new(offset, known, 0, []);
            case OperandType.ShortInlineBrTarget:
                var near = code.ReadSByte();
                return new(offset, known, 0, [code.Offset + near]);
            case OperandType.InlineBrTarget:
                var far = code.ReadInt32();
                return new(offset, known, 0, [code.Offset + far]);
            case OperandType.InlineSwitch:
                return new(offset, known, 0, Switch(ref code));
            case OperandType.ShortInlineI:
                return new(offset, known, code.ReadSByte(), []);
            case OperandType.ShortInlineVar:
                return new(offset, known, code.ReadByte(), []);
            case OperandType.InlineVar:
                return new(offset, known, code.ReadUInt16(), []);
            case OperandType.InlineI8 or OperandType.InlineR:
                code.ReadInt64();
                return new(offset, known, 0, []);
            default:
                return new(offset, known, code.ReadInt32(), []);
        }
    }

    private static int[] Switch(ref BlobReader code)
    {
        var count = code.ReadInt32();
        if (count < 0 || count > code.RemainingBytes / sizeof(int)) throw new BadImageFormatException("A switch is cut.");
        var targets = new int[count];
        for (var i = 0; i < count; i++) targets[i] = code.ReadInt32();
        for (var i = 0; i < count; i++) targets[i] += code.Offset;
        return targets;
    }
}
