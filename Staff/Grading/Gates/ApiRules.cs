namespace Course.Staffing.Grading.Gates;

/// <summary>
/// What students' code may use beyond what it declares itself and the boxes of the product: a list of what is allowed, so that what
/// nobody thought of is refused.
/// </summary>
internal static class ApiRules
{
    /// <summary>Namespaces whose public types may be used, without those below them.</summary>
    public static IReadOnlySet<string> Namespaces { get; } = new HashSet<string>
    {
        "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.Frozen",
        "System.Collections.ObjectModel", "System.Linq", "System.Buffers", "System.Buffers.Binary", "System.Numerics",
        "System.Globalization", "System.Text", "System.Threading.Tasks", "System.Threading.Tasks.Sources",
        "System.Diagnostics.CodeAnalysis",
    };

    /// <summary>Types of other namespaces.</summary>
    public static IReadOnlySet<string> Types { get; } = new HashSet<string>(Words(
        """
        System.Object System.Void System.Boolean System.Byte System.SByte System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64
        System.UInt64 System.Int128 System.UInt128 System.IntPtr System.UIntPtr System.Half System.Single System.Double System.Decimal
        System.Char System.String System.Array System.Enum System.ValueType System.Nullable System.Delegate System.MulticastDelegate
        System.Func System.Action System.Predicate System.Comparison System.Converter System.EventArgs System.EventHandler
        System.Tuple System.ValueTuple System.TupleExtensions System.Index System.Range System.Span System.ReadOnlySpan System.Memory
        System.ReadOnlyMemory System.MemoryExtensions System.ArraySegment System.Math System.MathF System.HashCode System.BitConverter
        System.Convert System.Buffer System.Guid System.TimeSpan System.DateTime System.DateTimeOffset System.DateOnly System.TimeOnly
        System.Random System.Version System.Uri System.Lazy System.IDisposable System.IAsyncDisposable System.IComparable System.IEquatable
        System.IFormattable System.ISpanFormattable System.IFormatProvider System.IConvertible System.ICloneable System.IParsable
        System.ISpanParsable System.IUtf8SpanFormattable System.IProgress System.IObservable System.IObserver System.StringComparer
        System.StringComparison System.StringSplitOptions System.FormattableString System.Attribute System.ObsoleteAttribute
        System.FlagsAttribute System.AttributeUsageAttribute System.AttributeTargets System.ParamArrayAttribute System.Type System.GC
        System.Environment System.Reflection.MemberInfo System.Reflection.MethodBase System.Reflection.MethodInfo
        System.Reflection.ParameterInfo
        System.Runtime.ExceptionServices.ExceptionDispatchInfo System.Diagnostics.UnreachableException
        System.Diagnostics.DebuggerDisplayAttribute System.IO.IOException System.IO.InvalidDataException System.IO.EndOfStreamException
        System.Threading.CancellationToken System.Threading.CancellationTokenSource System.Threading.CancellationTokenRegistration
        System.Threading.Timeout System.Threading.Interlocked System.Threading.Volatile System.Threading.Lock System.Threading.Monitor
        System.Threading.SynchronizationContext System.Threading.SendOrPostCallback
        System.Runtime.CompilerServices.MethodImplAttribute System.Runtime.CompilerServices.MethodImplOptions
        System.Runtime.CompilerServices.CallerMemberNameAttribute System.Runtime.CompilerServices.TaskAwaiter
        System.Runtime.CompilerServices.ValueTaskAwaiter System.Runtime.CompilerServices.ConfiguredTaskAwaitable
        System.Runtime.CompilerServices.INotifyCompletion System.Runtime.CompilerServices.ICriticalNotifyCompletion
        System.Runtime.CompilerServices.DefaultInterpolatedStringHandler System.Runtime.CompilerServices.StrongBox
        System.Runtime.CompilerServices.IsExternalInit System.Runtime.CompilerServices.ITuple
        System.Runtime.CompilerServices.EnumeratorCancellationAttribute
        """));

    /// <summary>Of a type that may be used, the only members that may; "new" is a constructor.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> OnlyMembers { get; } = new Dictionary<string, IReadOnlySet<string>>
    {
        ["System.Type"] = Set(
            """
            Name FullName Namespace Equals GetHashCode ToString op_Equality op_Inequality IsArray IsValueType IsEnum IsInterface
            IsGenericType GetElementType GetGenericArguments GetGenericTypeDefinition GenericTypeArguments IsAssignableFrom IsAssignableTo
            IsInstanceOfType DeclaringType IsNested
            """),
        // What a method is called and takes may be read; what a method does may not be had by it.
        ["System.Reflection.MemberInfo"] = Set("Name DeclaringType Equals op_Equality op_Inequality"),
        ["System.Reflection.MethodBase"] = Set(
            "Name DeclaringType GetParameters GetGenericArguments IsGenericMethod Equals op_Equality op_Inequality"),
        ["System.Reflection.MethodInfo"] = Set(
            "Name DeclaringType ReturnType GetParameters GetGenericArguments Equals op_Equality op_Inequality"),
        ["System.Reflection.ParameterInfo"] = Set("Name ParameterType Position"),
        ["System.Environment"] = Set("NewLine CurrentManagedThreadId"),
        ["System.GC"] = Set("SuppressFinalize KeepAlive"),
        ["System.Threading.Tasks.TaskScheduler"] = Set(""),
    };

    /// <summary>Members of types that may be used, which may not.</summary>
    public static IReadOnlySet<string> NoMembers { get; } = Set(
        """
        System.Object.MemberwiseClone System.Delegate.DynamicInvoke System.Delegate.Method System.Delegate.CreateDelegate
        System.Array.CreateInstance System.Enum.Parse System.Buffer.MemoryCopy System.Linq.Queryable.AsQueryable
        System.Threading.Tasks.Task.Run System.Threading.Tasks.TaskFactory.StartNew System.Threading.Tasks.Task.Start
        System.Threading.Tasks.Task.RunSynchronously System.Threading.Tasks.Task.Delay System.Threading.Tasks.Parallel.For
        System.Threading.Tasks.Parallel.ForEach System.Threading.Tasks.Parallel.Invoke System.Threading.Tasks.Parallel.ForEachAsync
        System.Threading.Tasks.Parallel.ForAsync System.Threading.CancellationTokenSource.CancelAfter
        """);

    // The first that fits; in words that a student can act on.
    private static readonly (string Start, string Rule)[] Reasons =
    [
        ("System.IO", "a part touches no files"),
        ("System.Diagnostics.Process", "a part starts no processes"),
        ("System.Environment", "a part does not end its process or look at its machine"),
        ("System.AppDomain", "a part does not end its process or look at its machine"),
        ("System.Reflection", "reflection is only for parts that say so"),
        ("System.Type", "reflection is only for parts that say so"),
        ("System.Activator", "reflection is only for parts that say so"),
        ("System.Linq.Expressions", "code is not made at run time"),
        ("System.Runtime.Loader", "a part loads no assemblies"),
        ("System.Runtime.InteropServices", "no interop, and nothing unsafe"),
        ("System.Runtime.CompilerServices", "no unsafe code, and nothing that runs or opens doors by itself"),
        ("System.Console", "a part prints nothing; the trace tells what happens"),
        ("System.Threading", "a part starts no threads, tasks or timers: the loop of the peer is its only thread"),
        ("System.Timers", "a part starts no threads, tasks or timers: the loop of the peer is its only thread"),
        ("System.Net", "a part uses no network but the product's"),
        ("NUnit", "a part knows nothing of its tests"),
        ("Course.Assignments", "a part knows nothing of its tests"),
        ("Course.Testing", "a part knows nothing of its tests"),
        ("Course.Tests", "a part knows nothing of its tests"),
        ("Course.Simulation", "a part knows nothing of its tests"),
    ];

    /// <summary>Why something is not among what may be used.</summary>
    public static string Reason(string name) =>
        Reasons.FirstOrDefault(reason => name.StartsWith(reason.Start, StringComparison.Ordinal)).Rule
        ?? "it is not on the list of what parts may use";

    private static string[] Words(string text) => text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Set(string text) => [.. Words(text)];
}
