using System.Collections;
using System.Collections.Concurrent;
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
    private readonly Dictionary<Type, TypePlan> _plans = [];
    private readonly Dictionary<object, int> _visited = new(ReferenceEqualityComparer.Instance);
    private CanonicalWriter _output = new();
    private int _depth;
    private bool _isOpaque;

    /// <summary>The fingerprint of all that <paramref name="root"/> reaches; null if it holds what cannot be told.</summary>
    public Fingerprint? TryFingerprint(object root)
    {
        _output.Clear();
        _visited.Clear();
        _depth = 0;
        _isOpaque = false;
        Walk(root);
        return _isOpaque ? null : _output.Fingerprint;
    }

    private void Walk(object? value)
    {
        if (_isOpaque) return;
        if (value is null)
        {
            _output.Write((byte)0);
        }
        else if (value.GetType().IsValueType)
        {
            WalkValue(value);
        }
        else if (StateRules.TextOf(value) is { } text)
        {
            _output.Write((byte)1);
            _output.Write(text);
        }
        else if (_visited.TryGetValue(value, out var number))
        {
            _output.Write((byte)2);
            _output.Write(number);
        }
        else
        {
            _visited.Add(value, _visited.Count);
            _output.Write((byte)3);
            WalkObject(value);
        }
    }

    private void WalkObject(object value)
    {
        var plan = PlanOf(value.GetType());
        _output.Write(plan.Name);
        if (plan.IsConstant) return;
        if (plan.IsOpaque || ++_depth > MaximumDepth)
        {
            _isOpaque = true;
            return;
        }

        switch (value)
        {
            case Array array: WalkArray(array); break;
            case Delegate call: WalkDelegate(call); break;
            case SemaphoreSlim semaphore: _output.Write(semaphore.CurrentCount); break;
            case CancellationTokenSource source: _output.Write(source.IsCancellationRequested ? 1 : 0); break;
            case IEnumerable items when IsCollection(value.GetType()): WalkCollection(value, items); break;
            default: WalkFields(value, plan); break;
        }

        _depth--;
    }

    private void WalkFields(object value, TypePlan plan)
    {
        foreach (var field in plan.Fields)
        {
            if (field.FieldType.IsPointer)
            {
                _isOpaque = true;
                return;
            }

            // Tasks get their numbers when somebody looks at them.
            if (value is Task && field.Name == "m_taskId") continue;
            Walk(field.GetValue(value));
        }
    }

    private void WalkValue(object value)
    {
        switch (value)
        {
            case bool flag: _output.Write((byte)(flag ? 1 : 0)); return;
            case int number: _output.Write(number); return;
            case long number: _output.Write(number); return;
            case byte number: _output.Write(number); return;
            case Enum or sbyte or short or ushort or uint or ulong or char or float or double or decimal or Guid or UInt128 or Int128:
                _output.Write(((IFormattable)value).ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                return;
            case ReadOnlyMemory<byte> bytes: _output.Write(bytes.Span); return;
            case Memory<byte> bytes: _output.Write(bytes.Span); return;
        }

        var plan = PlanOf(value.GetType());
        if (plan.IsOpaque) _isOpaque = true;
        else WalkFields(value, plan);
    }

    private void WalkArray(Array array)
    {
        _output.Write(array.Length);
        if (array is byte[] bytes)
        {
            bytes.CopyTo(_output.Reserve(bytes.Length));
            return;
        }

        foreach (var item in array) Walk(item);
    }

    private void WalkDelegate(Delegate call)
    {
        foreach (var one in call.GetInvocationList())
        {
            var method = one.Method;
            // Code that was compiled at run time bears a name that tells only how much was compiled before; its target tells it apart.
            var isCompiled = method.DeclaringType is null || method.DeclaringType.Assembly.IsDynamic;
            _output.Write(isCompiled ? "compiled" : $"{method.DeclaringType}.{method}");
            Walk(one.Target);
        }
    }

    private static bool IsCollection(Type type) =>
        type.Namespace is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.Immutable"
            or "System.Collections" or "System.Collections.ObjectModel" or "System.Collections.Frozen";

    /// <summary>By content, without capacity and version. In the order of enumeration, unless that differs between processes.</summary>
    private void WalkCollection(object collection, IEnumerable items)
    {
        var type = collection.GetType();
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(ConcurrentDictionary<,>)
            || type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen")
        {
            WalkUnordered(items);
            return;
        }

        foreach (var item in items)
        {
            _output.Write((byte)4);
            Walk(item);
        }

        _output.Write((byte)5);
        if (definition == typeof(Dictionary<,>) || definition == typeof(HashSet<>)) WalkFreeList(collection, type);
    }

    /// <summary>Where a removed entry left a hole, the next one added takes its place in the order.</summary>
    private void WalkFreeList(object collection, Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.NonPublic;
        if (type.GetField("_freeCount", own)?.GetValue(collection) is not int holes || holes == 0) return;
        _output.Write(holes);
        _output.Write(type.GetField("_freeList", own)?.GetValue(collection) as int? ?? 0);
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

    private TypePlan PlanOf(Type type)
    {
        if (!_plans.TryGetValue(type, out var plan)) _plans.Add(type, plan = TypePlan.Of(type));
        return plan;
    }
}
