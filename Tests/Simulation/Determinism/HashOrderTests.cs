using Microsoft.CodeAnalysis;

namespace Course.Tests.Simulation.Determinism;

[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
internal sealed class HashOrderTests(OptimizationLevel level)
{
    [Test]
    public void HashSetOfStrings_Enumerated_IsOneLineWithTheSubstitute() =>
        Assert.That(
            StudentCode.Findings(
                """
                class Foo
                {
                    private readonly HashSet<string> _names = [];
                    public string Bar()
                    {
                        var all = "";
                        foreach (var name in _names) all += name;
                        return all;
                    }
                }
                """,
                level),
            Is.EqualTo(new[]
            {
                "Student/Foo.cs:7: Foo.Bar enumerates HashSet<string>: the order of a hash table is not promised, and depends on its past. "
                + "Sort it with Order or OrderBy, or use a SortedSet, a SortedDictionary or a List.",
            }));

    [Test]
    public void HashSets_EqualWithAnotherPast_EnumerateDifferently()
    {
        HashSet<string> ann = ["x", "y", "z"];
        HashSet<string> ben = ["x", "y", "z"];
        foreach (var gone in new[] { "x", "y" }) ben.Remove(gone);
        foreach (var back in new[] { "x", "y" }) ben.Add(back);
        Assert.That(ann.SetEquals(ben), Is.True);
        Assert.That(ann.SequenceEqual(ben), Is.False);
    }

    [TestCase("foreach (var pair in names) Use(pair);", "enumerates Dictionary<string, int>")]
    [TestCase("foreach (var key in names.Keys) Use(key);", "enumerates Dictionary<string, int>.KeyCollection")]
    [TestCase("foreach (var value in names.Values) Use(value);", "enumerates Dictionary<string, int>.ValueCollection")]
    [TestCase("Use(string.Join(\",\", set));", "passes HashSet<string> to string.Join")]
    [TestCase("Use(new List<string>(set));", "passes HashSet<string> to new List<string>(IEnumerable<T0>)")]
    [TestCase("Use(set.ToList());", "passes HashSet<string> to Enumerable.ToList")]
    [TestCase("Use(set.First());", "passes HashSet<string> to Enumerable.First")]
    [TestCase("Use(set.Take(2).ToHashSet());", "passes HashSet<string> to Enumerable.Take")]
    [TestCase("Use(set.Where(a => a != \"\").Select(a => a.Length).ToArray());", "passes HashSet<string> to Enumerable.ToArray")]
    [TestCase("foreach (var a in set.Concat([\"b\"])) Use(a);", "enumerates HashSet<string>")]
    [TestCase("set.CopyTo(new string[3]);", "enumerates HashSet<string>")]
    [TestCase("var list = new List<string>(); list.AddRange(set); Use(list);", "passes HashSet<string> to List<string>.AddRange")]
    [TestCase("string[] all = [.. set]; Use(all);", "passes HashSet<string> to Enumerable.ToArray")]
    [TestCase("foreach (var a in new HashSet<object>()) Use(a);", "enumerates HashSet<object>")]
    [TestCase("foreach (var a in new HashSet<Foo>()) Use(a);", "enumerates HashSet<Foo>")]
    [TestCase("foreach (var a in new HashSet<Named>()) Use(a);", "enumerates HashSet<Named>")]
    [TestCase("foreach (var a in new HashSet<(int, int)>()) Use(a);", "enumerates HashSet<ValueTuple<int, int>>")]
    [TestCase("foreach (var a in new Names()) Use(a);", "enumerates HashSet<string>")]
    [TestCase("foreach (var a in new System.Collections.Hashtable()) Use(a);", "enumerates Hashtable")]
    [TestCase(
        "foreach (var a in System.Collections.Immutable.ImmutableHashSet.Create(\"a\")) Use(a);", "enumerates ImmutableHashSet<string>")]
    [TestCase(
        "foreach (var a in new System.Collections.Concurrent.ConcurrentDictionary<string, int>()) Use(a);",
        "enumerates ConcurrentDictionary<string, int>")]
    [TestCase("foreach (var a in System.Collections.Frozen.FrozenSet.ToFrozenSet(set)) Use(a);", "enumerates FrozenSet<string>")]
    public void HashOrder_Seen_IsFound(string statement, string what) =>
        Assert.That(StudentCode.Brief(Inside(statement), level), Is.EqualTo(new[] { $"5 Foo.Bar {what} (hash order)" }));

    [TestCase("Use(set.Contains(\"a\") && set.Add(\"b\") && set.Remove(\"c\") && set.Count > 0);")]
    [TestCase("Use(names.TryGetValue(\"a\", out var b) ? b : names[\"c\"]); names[\"a\"] = 4; names.Remove(\"a\", out b);")]
    [TestCase("foreach (var a in set.Order()) Use(a);")]
    [TestCase("foreach (var a in set.Where(a => a != \"\").OrderBy(a => a.Length).ThenBy(a => a)) Use(a);")]
    [TestCase("foreach (var a in new SortedSet<string>(set)) Use(a);")]
    [TestCase("foreach (var a in new SortedDictionary<string, int>(names)) Use(a);")]
    [TestCase("Use(set.Any(a => a == \"\")); Use(set.Where(a => a == \"\").Count()); Use(names.Values.Sum());")]
    [TestCase("set.UnionWith(new HashSet<string>(set)); Use(set.SetEquals(set)); Use(set.ToHashSet());")]
    [TestCase("foreach (var a in new HashSet<int>()) Use(a);")]
    [TestCase("foreach (var a in new Dictionary<DayOfWeek, string>()) Use(a);")]
    [TestCase("foreach (var a in new HashSet<Numbered>()) Use(a);")]
    [TestCase("foreach (var a in new HashSet<Course.FaultTolerance.BroadcastId>()) Use(a);")]
    [TestCase("foreach (var a in new List<HashSet<string>> { set }) Use(a);")]
    public void HashTable_LookedUpCountedOrSorted_IsNotFound(string statement) =>
        Assert.That(StudentCode.Findings(Inside(statement), level), Is.Empty);

    [TestCase("IEnumerable<string> all = set; foreach (var a in all) Use(a);", "5 Foo.Bar")]
    [TestCase("_all = set; } void Other() { foreach (var a in _all) Use(a);", "5 Foo.Other")]
    [TestCase("Each(set); } void Each(IEnumerable<string> all) { foreach (var a in all) Use(a);", "5 Foo.Each")]
    [TestCase("foreach (var a in All) Use(a); } IEnumerable<string> All => _set; void Last() {", "5 Foo.Bar")]
    [TestCase("IReadOnlyDictionary<string, int> all = names; foreach (var a in all.Keys) Use(a);", "5 Foo.Bar")]
    [TestCase("foreach (var a in set.Count > 3 ? set : (IEnumerable<string>)_list) Use(a);", "5 Foo.Bar")]
    [TestCase(
        "new Other(set).Each(); } class Other(IEnumerable<string> all) { public void Each() { foreach (var a in all) Use(a); }",
        "5 Foo.Other.Each")]
    public void HashSet_BehindAnInterface_IsFollowedToItsEnumeration(string statement, string place) =>
        Assert.That(StudentCode.Brief(Inside(statement), level), Is.EqualTo(new[]
        {
            place + (statement.Contains("names", StringComparison.Ordinal)
                ? " enumerates Dictionary<string, int> (hash order)" : " enumerates HashSet<string> (hash order)"),
        }));

    private static string Inside(string statement) => $$"""
        class Foo
        {
            private readonly HashSet<string> _set = []; private readonly List<string> _list = []; private IEnumerable<string> _all;
            static void Use(object value) { }
            void Bar(HashSet<string> set, Dictionary<string, int> names) { {{statement}} }
        }
        record struct Named(string Text);
        record struct Numbered(int Value);
        class Names : HashSet<string>;
        """;
}
