using System.Collections;
using System.Reflection;

namespace Course.Simulation.Fingerprints;

/// <summary>
/// The fingerprint of everything that an object can reach: two objects with equal fingerprints behave alike from here on. Walks private
/// fields by reflection, so nothing is asked of the classes that are walked. One thread; one instance may serve many objects.
/// </summary>
/// <remarks>
/// What cannot be told (a thread, a handle, a pointer) makes the object opaque: it has no fingerprint. Sharing is part of the
/// fingerprint: the second visit of an object writes its number. Text, boxed numbers and read-only memory count by content.
/// </remarks>
public sealed class StateWalker
{
    private const int MaximumDepth = 500;
    private readonly Dictionary<nint, TypePlan> _plans = []; // by the handles of types
    private readonly Dictionary<object, int> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MethodInfo, string> _methods = [];
    private CanonicalWriter _output = new();
    private CanonicalWriter _last = new();
    private int _depth;
    private bool _isOpaque;

    /// <summary>The fingerprint of all that <paramref name="root"/> reaches; null if it holds what cannot be told.</summary>
    public Fingerprint? TryFingerprint(object root) => TryWrite(root) ? _output.Fingerprint : null;

    /// <summary>
    /// Whether the fingerprint of <paramref name="root"/> is the one that was asked for last, or both have none. Compares what is written
    /// and hashes nothing.
    /// </summary>
    internal bool IsLikeLast(object root)
    {
        var wasOpaque = _isOpaque;
        (_output, _last) = (_last, _output);
        return TryWrite(root) ? !wasOpaque && _output.Written.SequenceEqual(_last.Written) : wasOpaque;
    }

    private bool TryWrite(object root)
    {
        _output.Clear();
        _visited.Clear();
        _depth = 0;
        _isOpaque = false;
        Walk(root);
        return !_isOpaque;
    }

    private void Walk(object? value)
    {
        if (_isOpaque) return;
        if (value is null)
        {
            _output.Write((byte)0);
            return;
        }

        var plan = PlanOf(value);
        switch (plan.Walk)
        {
            case >= TypeWalk.Bool:
                WalkValue(value, plan);
                return;
            case TypeWalk.Text:
                _output.Write((byte)1);
                _output.Write(StateRules.TextOf(value));
                return;
        }

        if (!_visited.TryAdd(value, _visited.Count))
        {
            _output.Write((byte)2);
            _output.Write(_visited[value]);
            return;
        }

        _output.Write((byte)3);
        _output.Write(plan.Name);
        if (plan.Walk != TypeWalk.Constant) WalkObject(value, plan);
    }

    private void WalkObject(object value, TypePlan plan)
    {
        if (plan.Walk == TypeWalk.Opaque || ++_depth > MaximumDepth)
        {
            _isOpaque = true;
            return;
        }

        switch (plan.Walk)
        {
            case TypeWalk.Array: WalkArray((Array)value); break;
            case TypeWalk.Bytes: _output.Write((ReadOnlySpan<byte>)(byte[])value); break;
            case TypeWalk.Delegate: WalkDelegate((Delegate)value); break;
            case TypeWalk.Semaphore: _output.Write(((SemaphoreSlim)value).CurrentCount); break;
            case TypeWalk.Cancellation: _output.Write(((CancellationTokenSource)value).IsCancellationRequested ? 1 : 0); break;
            case TypeWalk.Ordered: WalkOrdered((IEnumerable)value, plan); break;
            case TypeWalk.Unordered: WalkUnordered((IEnumerable)value); break;
            default: WalkFields(value, plan); break;
        }

        _depth--;
    }

    private void WalkFields(object value, TypePlan plan)
    {
        foreach (var field in plan.Fields) Walk(field.GetValue(value));
    }

    private void WalkValue(object value, TypePlan plan)
    {
        switch (plan.Walk)
        {
            case TypeWalk.Bool: _output.Write((byte)((bool)value ? 1 : 0)); break;
            case TypeWalk.Int: _output.Write((int)value); break;
            case TypeWalk.Long: _output.Write((long)value); break;
            case TypeWalk.Byte: _output.Write((byte)value); break;
            case TypeWalk.Formatted:
                _output.Write(((IFormattable)value).ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case TypeWalk.Memory: _output.Write(value is Memory<byte> bytes ? bytes.Span : ((ReadOnlyMemory<byte>)value).Span); break;
            default: WalkFields(value, plan); break;
        }
    }

    private void WalkArray(Array array)
    {
        _output.Write(array.Length);
        foreach (var item in array) Walk(item);
    }

    private void WalkDelegate(Delegate call)
    {
        if (call.HasSingleTarget)
        {
            WalkCall(call);
            return;
        }

        foreach (var one in call.GetInvocationList()) WalkCall(one);
    }

    private void WalkCall(Delegate call)
    {
        _output.Write(NameOf(call.Method));
        Walk(call.Target);
    }

    private string NameOf(MethodInfo method)
    {
        // Code that was compiled at run time bears a name that tells only how much was compiled before; its target tells it apart.
        if (method.DeclaringType is not { Assembly.IsDynamic: false } declaring) return "compiled";
        if (!_methods.TryGetValue(method, out var name)) _methods.Add(method, name = $"{declaring}.{method}");
        return name;
    }

    /// <summary>By content, without capacity and version, in the order of enumeration.</summary>
    private void WalkOrdered(IEnumerable items, TypePlan plan)
    {
        foreach (var item in items)
        {
            _output.Write((byte)4);
            Walk(item);
        }

        _output.Write((byte)5);
        // Where a removed entry left a hole, the next one added takes its place in the order.
        if (plan.FreeCount?.GetValue(items) is not int holes || holes == 0) return;
        _output.Write(holes);
        _output.Write(plan.FreeList?.GetValue(items) as int? ?? 0);
    }

    /// <summary>Each item is walked into a buffer of its own, and the buffers are sorted.</summary>
    private void WalkUnordered(IEnumerable items)
    {
        var (output, encodings) = (_output, new List<byte[]>());
        foreach (var item in items)
        {
            _output = new CanonicalWriter();
            Walk(item);
            encodings.Add(_output.Written.ToArray());
        }

        _output = output;
        encodings.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        _output.Write(encodings.Count);
        foreach (var encoding in encodings) _output.Write(encoding);
    }

    private TypePlan PlanOf(object value)
    {
        var type = Type.GetTypeHandle(value).Value;
        if (!_plans.TryGetValue(type, out var plan)) _plans.Add(type, plan = TypePlan.Of(value));
        return plan;
    }
}
