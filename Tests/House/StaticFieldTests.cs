namespace Course.Tests.House;

/// <summary>
/// No process-wide mutable state: two differently configured peers live in one test, and equal events give equal effects.
/// </summary>
[TestFixture]
internal sealed class StaticFieldTests
{
    // Seen by the tests below only.
#pragma warning disable CA1823, CS0414, IDE0044, IDE0051, CA2211
    private static int _counted = 1;
    private static readonly List<int> Listed = [];
    private static readonly string Text = string.Concat("a", "b");
#pragma warning restore CA1823, CS0414, IDE0044, IDE0051, CA2211

    /// <summary>Static fields whose type is not known to be immutable, and why each of them is no state.</summary>
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["ContractDescriptor.Known"] = "a cache: one value for each interface, which depends on the interface alone",
        ["TraceNames.Events"] = "a table of names that is written once and read only",
        ["TraceNames.Threads"] = "a table of names that is written once and read only",
        ["TraceNames.EventBytes"] = "a table of names that is written once and read only",
        ["TraceNames.ThreadBytes"] = "a table of names that is written once and read only",
        ["Ordering.RelayOnly"] = "a record of options, all of them set once",
        ["Ordering.Distributed"] = "a record of options, all of them set once",
        ["Ordering.Replicated"] = "a record of options, all of them set once",
        ["DynamicProxy.Generator"] = "Castle's cache of generated types, one for each interface",
    };

    [TestCase("Course.FaultTolerance")]
    [TestCase("Course.Rpc")]
    [TestCase("Course.Filters")]
    [TestCase("Course.Relayer")]
    [TestCase("Course.RelayerClient")]
    [TestCase("Course.Peer")]
    public void StaticFields_OfALibrary_AreReadOnlyAndImmutableOrListed(string assembly)
    {
        // FaultTolerance is pure: there, no reason is good enough.
        var listed = assembly == "Course.FaultTolerance" ? [] : Reasons;
        Problems.None(
            FieldsOf(assembly).Where(field => !field.IsImmutable && !(field.IsReadOnly && listed.ContainsKey(field.Name)))
                .Select(field =>
                    $"{field.Name} of {assembly} is a static {(field.IsReadOnly ? "read-only" : "mutable")} field of type {field.Type}"),
            "Keep state in objects that their owner makes:");
    }

    [Test]
    public void Reasons_Listed_BelongToFieldsThatExist()
    {
        string[] libraries = ["Course.Rpc", "Course.Filters", "Course.Relayer", "Course.RelayerClient", "Course.Peer"];
        var names = libraries.SelectMany(FieldsOf).Where(field => !field.IsImmutable).Select(field => field.Name).ToHashSet();
        Problems.None(Reasons.Keys.Where(name => !names.Contains(name)), "Listed as an exception, but there is no such field:");
    }

    [TestCase(nameof(_counted), false, false)]
    [TestCase(nameof(Listed), true, false)]
    [TestCase(nameof(Text), true, true)]
    public void StaticField_ReadFromMetadata_IsJudged(string field, bool isReadOnly, bool isImmutable) =>
        Assert.That(
            FieldsOf("Course.Tests.House").Single(found => found.Name == $"{nameof(StaticFieldTests)}.{field}"),
            Has.Property(nameof(StaticField.IsReadOnly)).EqualTo(isReadOnly)
                .And.Property(nameof(StaticField.IsImmutable)).EqualTo(isImmutable));

    private static IReadOnlyList<StaticField> FieldsOf(string assembly) =>
        StaticField.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
}
