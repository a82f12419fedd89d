using System.Reflection;
using System.Reflection.Metadata;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>One walk over one assembly with all rules.</summary>
internal sealed class ModuleScan
{
    private readonly ScannedModule _module;
    private readonly Slots _slots;
    private readonly HashOrder _order;
    private readonly EnumerationRule _enumerations;
    private readonly StaticFields _statics;
    private readonly List<DeterminismFinding> _findings = [];

    public ModuleScan(ScannedModule module, KnownTypes types, Slots slots)
    {
        (_module, _slots) = (module, slots);
        _order = new HashOrder(types);
        _enumerations = new EnumerationRule(_order);
        _statics = new StaticFields(module, new Immutability(types));
    }

    public IReadOnlyList<DeterminismFinding> Findings()
    {
        foreach (var type in _module.Reader.TypeDefinitions)
        {
            foreach (var method in _module.Reader.GetTypeDefinition(type).GetMethods()) Scan(type, method);
        }

        _findings.AddRange(_statics.Findings());
        return _findings;
    }

    private void Scan(TypeDefinitionHandle type, MethodDefinitionHandle handle)
    {
        var method = _module.Reader.GetMethodDefinition(handle);
        var name = _module.Reader.GetString(method.Name);
        var member = _module.MemberOf(handle);
        OnDeclaration(type, handle, method, member);
        if (_module.BodyOf(method) is not { } body) return;
        // Beside MoveNext and the finally blocks, the compiler wrote all of a state machine; an iterator's asks for its thread.
        var isMachine = WrittenNames.IsStateMachine(_module.Reader.GetString(_module.Reader.GetTypeDefinition(type).Name));
        if (isMachine && name != "MoveNext" && !WrittenNames.IsCompilers(name)) return;
        var locals = _module.LocalsOf(body);
        if (locals.Any(local => local.Kind == ShapeKind.Pointer)) AddPointer(type, handle, name);
        new MethodWalk(_module, member, locals, _order, _slots, use => OnUse(type, handle, name, use)).Run(body);
    }

    private void OnDeclaration(TypeDefinitionHandle type, MethodDefinitionHandle handle, MethodDefinition method, Member member)
    {
        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            Add(type, handle, member.Name, 0, "native code", "is native code", "what the machine's own code does cannot be searched",
                "Write it in C#");
        }

        if (member is { Name: "Finalize", IsInstance: true, Parameters.Count: 0 } && method.Attributes.HasFlag(MethodAttributes.Virtual))
        {
            Add(type, handle, member.Name, 0, "garbage collection", "is a finalizer",
                "the collector calls it on a thread of its own, whenever the machine needs memory", "End in a method that is called");
        }
    }

    private void OnUse(TypeDefinitionHandle type, MethodDefinitionHandle handle, string name, Use use)
    {
        _statics.Note(use, handle);
        if (CallRule.Of(use, name, _order, out var what) is { } group)
            Add(type, handle, name, use.Offset, group.Rule, what, group.Why, group.Instead);
        if (_enumerations.Of(use) is { } seen)
        {
            Add(type, handle, name, use.Offset, "hash order", seen, "the order of a hash table is not promised, and depends on its past",
                "Sort it with Order or OrderBy, or use a SortedSet, a SortedDictionary or a List");
        }
    }

    private void AddPointer(TypeDefinitionHandle type, MethodDefinitionHandle handle, string name) =>
        Add(type, handle, name, 0, "pointer", "uses a pointer", "addresses differ in every run, and a write may change anything",
            "Use Span or an array");

    private void Add(
        TypeDefinitionHandle type, MethodDefinitionHandle handle, string name, int offset,
        string rule, string what, string why, string instead)
    {
        var reader = _module.Reader;
        var (file, line) = _module.Lines.At(handle, offset);
        _findings.Add(new DeterminismFinding(
            rule, file, line, WrittenNames.TypeOf(reader, type), WrittenNames.MemberOf(reader, type, name), what, why, instead));
    }
}
