using System.Collections.Frozen;
using Course.Simulation.Determinism.Reading;

namespace Course.Simulation.Determinism;

/// <summary>The table of what a student's code may not use under a certificate, and what to use instead.</summary>
internal static class BannedMembers
{
    public const string HashCodeRule = "hash code";

    private const string AnyGetHashCode = "M:System.Object.GetHashCode";

    /// <summary>Each group is one reason.</summary>
    public static readonly IReadOnlyList<BannedGroup> Groups =
    [
        new("clock", "the machine's clock differs in every run", "Use the TimeProvider that the peer is given",
        [
            "M:System.DateTime.Now", "M:System.DateTime.UtcNow", "M:System.DateTime.Today",
            "M:System.DateTimeOffset.Now", "M:System.DateTimeOffset.UtcNow", "M:System.TimeProvider.System",
            "T:System.Diagnostics.Stopwatch", "M:System.Environment.TickCount", "M:System.Environment.TickCount64",
        ]),
        new("random", "it draws other numbers in every run", "Take the value from outside, or use a Random with a fixed seed",
        [
            "M:System.Random.new()", "M:System.Random.Shared", "T:System.Security.Cryptography.RandomNumberGenerator",
            "M:System.Linq.Enumerable.Shuffle", "M:System.IO.Path.GetRandomFileName",
        ]),
        new("identity", "it makes another identity in every run", "Number what you make: a peer number and a counter are unique too",
        [
            "M:System.Guid.NewGuid", "M:System.Guid.CreateVersion7",
        ]),
        new("thread", "another thread takes its turn whenever the machine lets it", "Stay on the peer's loop: await, or call directly",
        [
            "T:System.Threading.Thread", "T:System.Threading.ThreadPool", "M:System.Threading.Tasks.Task.Run",
            "M:System.Threading.Tasks.Task.Start", "M:System.Threading.Tasks.Task.Factory", "T:System.Threading.Tasks.TaskFactory",
            "M:System.Threading.Tasks.Task.ContinueWith", "T:System.Threading.Tasks.TaskScheduler", "T:System.Threading.Tasks.Parallel",
            "T:System.Linq.ParallelEnumerable", "T:System.Collections.Concurrent.Partitioner",
            "T:System.ComponentModel.BackgroundWorker",
            "M:System.Threading.CancellationTokenSource.CancelAsync",
        ]),
        new("thread state", "what it holds depends on the thread that runs", "Keep the value in a field of the object that owns it",
        [
            "T:System.Threading.AsyncLocal", "T:System.Threading.ThreadLocal", "T:System.Threading.ExecutionContext",
        ]),
        new("timer", "it waits for the machine's clock", "Use the TimeProvider that the peer is given, with CreateTimer or Task.Delay",
        [
            "T:System.Threading.Timer", "T:System.Timers.Timer", "M:System.Threading.PeriodicTimer.new(System.TimeSpan)",
            "M:System.Threading.Tasks.Task.Delay(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)",
            "M:System.Threading.Tasks.Task.Delay(System.Int32, System.Threading.CancellationToken)",
            "M:System.Threading.Tasks.Task.Delay(System.TimeSpan, System.Threading.CancellationToken)",
            "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan)",
            "M:System.Threading.Tasks.Task.WaitAsync(System.TimeSpan, System.Threading.CancellationToken)",
            "M:System.Threading.CancellationTokenSource.new(System.Int32)",
            "M:System.Threading.CancellationTokenSource.new(System.TimeSpan)", "M:System.Threading.CancellationTokenSource.CancelAfter",
        ]),
        new(LeavesTheLoop.Rule, "what follows the await runs outside of the peer's loop", "Await the task as it is", LeavesTheLoop.Symbols),
        new("environment", "it differs from machine to machine, and from process to process", "Take the value from outside",
        [
            "T:System.Environment", "T:System.AppContext", "T:System.AppDomain", "T:System.OperatingSystem",
            "T:System.Runtime.InteropServices.RuntimeInformation",
        ]),
        new("culture", "it depends on the settings of the machine", "Use CultureInfo.InvariantCulture, StringComparer.Ordinal and UTC",
        [
            "M:System.Globalization.CultureInfo.CurrentCulture", "M:System.Globalization.CultureInfo.CurrentUICulture",
            "M:System.Globalization.CultureInfo.InstalledUICulture", "M:System.Globalization.CultureInfo.DefaultThreadCurrentCulture",
            "M:System.Globalization.CultureInfo.DefaultThreadCurrentUICulture", "M:System.Globalization.RegionInfo.CurrentRegion",
            "M:System.Globalization.NumberFormatInfo.CurrentInfo", "M:System.Globalization.DateTimeFormatInfo.CurrentInfo",
            "M:System.StringComparer.CurrentCulture", "M:System.StringComparer.CurrentCultureIgnoreCase",
            "M:System.TimeZoneInfo.Local", "M:System.TimeZoneInfo.FindSystemTimeZoneById", "M:System.TimeZoneInfo.GetSystemTimeZones",
            "T:System.TimeZone", "M:System.DateTime.ToLocalTime", "M:System.DateTime.ToUniversalTime",
            "M:System.DateTimeOffset.ToLocalTime", "M:System.DateTimeOffset.LocalDateTime",
        ]),
        new("file", "files outlive the run that the certificate is about", "Keep the state in the peer; hand bytes in and out",
        [
            "T:System.IO.File", "T:System.IO.FileInfo", "T:System.IO.FileStream", "T:System.IO.Directory", "T:System.IO.DirectoryInfo",
            "T:System.IO.DriveInfo", "T:System.IO.FileSystemWatcher", "T:System.IO.RandomAccess", "N:System.IO.Pipes",
            "N:System.IO.MemoryMappedFiles", "M:System.IO.Path.GetFullPath", "M:System.IO.Path.GetTempPath",
            "M:System.IO.Path.GetTempFileName", "M:System.IO.Path.Exists", "N:System.IO.IsolatedStorage",
            "M:System.IO.StreamReader.new(System.String)", "M:System.IO.StreamWriter.new(System.String)",
            "M:System.IO.StreamWriter.new(System.String, System.Boolean)",
        ]),
        new("network", "the network is outside of what is searched", "Send through the peer's RPC", ["N:System.Net"]),
        new("process", "other processes are outside of what is searched", "Model it as another peer", ["T:System.Diagnostics.Process"]),
        new("console", "what is typed is no input that the search knows", "Take the input as a parameter",
        [
            "M:System.Console.Read", "M:System.Console.ReadLine", "M:System.Console.ReadKey", "M:System.Console.In",
            "M:System.Console.OpenStandardInput", "M:System.Console.KeyAvailable", "M:System.Console.IsInputRedirected",
        ]),
        new(HashCodeRule, "hash codes differ from process to process", "Compare the values themselves, or use TraceDigest for bytes",
        [
            // Every other GetHashCode too, unless the value has the same one in every process: see CallRule.
            AnyGetHashCode, "T:System.HashCode", "M:System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode",
        ]),
        new("garbage collection", "the collector runs whenever the machine needs memory", "Hold what you need by a plain reference",
        [
            "T:System.GC", "T:System.WeakReference", "T:System.Runtime.CompilerServices.ConditionalWeakTable",
            "T:System.Runtime.InteropServices.GCHandle",
        ]),
        new("native code", "what the machine's own code does cannot be searched", "Write it in C#",
        [
            "T:System.Runtime.InteropServices.NativeLibrary", "T:System.Runtime.InteropServices.Marshal",
            "T:System.Runtime.InteropServices.NativeMemory",
        ]),
        new("reflection", "what it calls cannot be seen by the scan", "Call the member itself",
        [
            "M:System.Reflection.MethodBase.Invoke", "M:System.Reflection.MethodInfo.Invoke",
            "M:System.Reflection.ConstructorInfo.Invoke",
            "M:System.Reflection.MethodInfo.CreateDelegate", "M:System.Reflection.PropertyInfo.GetValue",
            "M:System.Reflection.PropertyInfo.SetValue", "M:System.Reflection.FieldInfo.GetValue",
            "M:System.Reflection.FieldInfo.SetValue", "M:System.Type.InvokeMember",
            // The form without arguments is what the compiler makes of new T().
            "M:System.Activator.CreateInstance(System.Type)", "M:System.Activator.CreateInstance(System.Type, System.Boolean)",
            "M:System.Activator.CreateInstance(System.Type, Array)", "M:System.Activator.CreateInstance(System.String, System.String)",
            "T:System.Reflection.Assembly", "N:System.Reflection.Emit", "N:System.Runtime.Loader",
            "T:Microsoft.CSharp.RuntimeBinder.Binder",
            "M:System.Delegate.DynamicInvoke", "M:System.Delegate.CreateDelegate", "N:System.Linq.Expressions",
        ]),
    ];

    private static readonly FrozenDictionary<string, BannedGroup> BySymbol = Groups
        .SelectMany(group => group.Symbols.Select(symbol => KeyValuePair.Create(symbol, group))).ToFrozenDictionary();

    /// <summary>The first group that bans a member; a symbol of the member itself wins over one of its type or namespace.</summary>
    public static BannedGroup? Of(Member member)
    {
        foreach (var spelling in BannedGroup.SpellingsOf(member))
        {
            if (BySymbol.TryGetValue(spelling, out var group)) return group;
        }

        return member.Name == nameof(GetHashCode) ? BySymbol[AnyGetHashCode] : null;
    }
}
