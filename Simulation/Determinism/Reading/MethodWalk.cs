using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Course.Simulation.Determinism.Reading;

/// <summary>
/// Walks over the instructions of one method from top to bottom, with what is known of the values on its stack, and tells each use of a
/// member. Every instruction is seen once: a loop brings nothing new, since what is stored in a variable holds for the whole method.
/// </summary>
internal sealed class MethodWalk
{
    private readonly ScannedModule _module;
    private readonly Member _method;
    private readonly HashOrder _order;
    private readonly MethodSlots _slots;
    private readonly Action<Use> _seen;
    private readonly EnumerationRule _enumerations;
    private readonly Dictionary<int, Value[]> _atTarget = [];
    private readonly List<Value> _stack = [];

    /// <param name="module">Where the method lies.</param>
    /// <param name="method">The method.</param>
    /// <param name="locals">The types of its locals.</param>
    /// <param name="order">Says which types are in hash order.</param>
    /// <param name="slots">What is known of variables, of all methods; grows.</param>
    /// <param name="seen">Gets each use.</param>
    public MethodWalk(
        ScannedModule module, Member method, IReadOnlyList<TypeShape> locals, HashOrder order, Slots slots, Action<Use> seen)
    {
        (_module, _method, _order, _seen) = (module, method, order, seen);
        _slots = new MethodSlots(method, locals, order, slots);
        _enumerations = new EnumerationRule(order);
    }

    public void Run(MethodBodyBlock body)
    {
        foreach (var region in body.ExceptionRegions)
        {
            // A handler begins with its exception on the stack, a finally block with nothing.
            _atTarget[region.HandlerOffset] = region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter ? [default] : [];
            if (region.Kind == ExceptionRegionKind.Filter) _atTarget[region.FilterOffset] = [default];
        }

        var isReached = true;
        foreach (var instruction in InstructionReader.Read(body.GetILReader()))
        {
            Enter(instruction.Offset, isReached);
            Step(instruction);
            if (instruction.Code.FlowControl != FlowControl.Call)
            {
                if (instruction.Code == OpCodes.Leave || instruction.Code == OpCodes.Leave_S) _stack.Clear();
                foreach (var target in instruction.Targets) Join(target);
            }

            isReached = !instruction.EndsFlow;
        }
    }

    private void Enter(int offset, bool isReached)
    {
        if (!isReached) _stack.Clear();
        if (!_atTarget.TryGetValue(offset, out var there)) return;
        if (!isReached) _stack.AddRange(there);
        for (var i = 0; isReached && i < Math.Min(there.Length, _stack.Count); i++) _stack[i] = _stack[i].Or(there[i]);
    }

    private void Join(int target)
    {
        if (!_atTarget.TryGetValue(target, out var there)) _atTarget[target] = [.. _stack];
        for (var i = 0; there is not null && i < Math.Min(there.Length, _stack.Count); i++) there[i] = there[i].Or(_stack[i]);
    }

    private void Step(Instruction at)
    {
        if (_slots.TryLoad(at, out var loaded)) _stack.Add(loaded);
        else if (_slots.SlotOfStore(at) is { } slot) _slots.Store(slot, Pop());
        else if (at.Code == OpCodes.Ret) Return();
        else if (at.Code == OpCodes.Dup) _stack.Add(_stack.Count == 0 ? default : _stack[^1]);
        else if (at.Code == OpCodes.Ldnull) _stack.Add(new Value(IsStateless: true));
        else if (Constants.Of(at) is { } number) _stack.Add(new Value(Constant: number));
        else if (at.Code == OpCodes.Newarr) NewArray(at);
        else if (at.Code == OpCodes.Castclass || at.Code == OpCodes.Isinst || at.Code == OpCodes.Unbox_Any) Cast(at);
        else if (at.Code == OpCodes.Box) _stack.Add(Pop() with { IsStateless = false });
        else if (at.Code.OperandType is OperandType.InlineField && _module.MemberOf(at.Operand) is { } field) Field(at, field);
        else if (at.Code.OperandType is OperandType.InlineMethod && _module.MemberOf(at.Operand) is { } method) Method(at, method);
        else PopAndPush(at);
    }

    private void Return()
    {
        if (!_method.Result.IsVoid) _slots.Store(MethodSlots.ResultOf(_method), Pop());
    }

    private void NewArray(Instruction at)
    {
        var isEmpty = Pop().Constant == 0;
        _stack.Add(new Value(TypeShape.Made(ShapeKind.Array, _module.TypeOf(at.Operand)), IsStateless: isEmpty));
    }

    private void Cast(Instruction at)
    {
        var value = Pop();
        var type = _module.TypeOf(at.Operand);
        _stack.Add(value with { Type = type, Source = value.Source ?? _order.Of(type) });
    }

    private void Field(Instruction at, Member field)
    {
        var isStore = at.Code == OpCodes.Stfld || at.Code == OpCodes.Stsfld;
        var value = isStore ? Pop() : default;
        var isStatic = at.Code == OpCodes.Ldsfld || at.Code == OpCodes.Ldsflda || at.Code == OpCodes.Stsfld;
        if (!isStatic) Pop();
        _seen(new Use(at.Offset, at.Code, field, isStore ? [value] : []));
        if (isStore) _slots.Store(MethodSlots.FieldOf(field), value);
        else _stack.Add(_slots.Typed(field.ResultHere, MethodSlots.FieldOf(field)) with { IsStateless = IsCompilersObject(field) });
    }

    /// <summary>The one object of a class of lambdas that capture nothing, and the delegates that are kept of them.</summary>
    private static bool IsCompilersObject(Member field) =>
        field.Declaring.Name.EndsWith("<>c", StringComparison.Ordinal) || field.Declaring.Name.Contains("<>c`", StringComparison.Ordinal)
        || field.Declaring.Name.Contains("<>O", StringComparison.Ordinal);

    private void Method(Instruction at, Member method)
    {
        if (at.Code == OpCodes.Ldftn || at.Code == OpCodes.Ldvirtftn || at.Code == OpCodes.Ldtoken)
        {
            if (at.Code == OpCodes.Ldvirtftn) Pop();
            _seen(new Use(at.Offset, at.Code, method, []));
            _stack.Add(default);
            return;
        }

        var count = method.Parameters.Count + (method.IsInstance && at.Code != OpCodes.Newobj ? 1 : 0);
        var arguments = new Value[count];
        for (var i = count - 1; i >= 0; i--) arguments[i] = Pop();
        var use = new Use(at.Offset, at.Code, method, arguments);
        _seen(use);
        if (_order.Types.IsScanned(method.Declaring)) _slots.StoreArguments(use);
        if (use.IsConstruction) _stack.Add(Made(use));
        else if (!method.Result.IsVoid) _stack.Add(Result(use));
    }

    private Value Made(Use use)
    {
        var type = use.Member.Declaring;
        // A delegate gets its object first: none, or one that captures nothing. A plain object, as for a lock, holds nothing either.
        var isStateless = type.Key == "System.Object"
            || (use.Arguments.Count == 2 && use.Member.Parameters[1].Key == "System.IntPtr" && use.Arguments[0].IsStateless)
            || type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal);
        return new Value(type, _order.Of(type) ?? _enumerations.HandedOn(use), isStateless);
    }

    private Value Result(Use use)
    {
        var value = _slots.Typed(use.Member.ResultHere, MethodSlots.ResultOf(use.Member));
        return value with
        {
            Source = value.Source ?? _enumerations.HandedOn(use),
            IsStateless = use.Member is { Declaring.Key: "System.Array", Name: "Empty" },
        };
    }

    private Value Pop()
    {
        if (_stack.Count == 0) return default;
        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private void PopAndPush(Instruction at)
    {
        for (var i = Constants.Count(at.Code.StackBehaviourPop); i > 0; i--) Pop();
        for (var i = Constants.Count(at.Code.StackBehaviourPush); i > 0; i--) _stack.Add(default);
    }
}
