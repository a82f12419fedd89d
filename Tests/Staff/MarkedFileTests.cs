using Course.Staffing;
using Course.Staffing.Regions;

namespace Course.Tests.Staff;

internal sealed class MarkedFileTests
{
    private const string Text = """
        namespace A;

        class B
        {
            // <A5.1> Your fields.
            private int _x;
            // </A5.1>

            int C(string d)
            {
                // <A5.2> Count.
                // | Slowly.
                // = return 0;
                return d.Length;
                // </A5.2>
            }
        }
        """;

    [Test]
    public void Parse_TwoRegions_ReadsPartPromptStubAndPlace()
    {
        var file = MarkedFile.Parse("A/B.cs", Text);

        Assert.That(file.Text, Is.EqualTo(Text));
        Assert.That(
            file.Regions.Select(region => $"{region.Part} {region.Kind} {region.Member} {region.FirstLine}-{region.LastLine}"),
            Is.EqualTo(new[] { "A5.1 Members B 5-7", "A5.2 Statements B.C(string) 11-15" }));
        Assert.That(file.Regions[1].Prompt, Is.EqualTo(new[] { "Count.", "Slowly." }));
        Assert.That(file.Regions[1].Stub, Is.EqualTo(new[] { "return 0;" }));
        Assert.That(file.Regions[1].Body, Is.EqualTo(new[] { "        return d.Length;" }));
        Assert.That(file.With(region => region.Part == "A5.1" ? [] : null), Does.Not.Contain("_x").And.Contain("d.Length"));
    }

    [TestCase("// <A1.1> a\n// <A1.2> b\n// </A1.2>\n// </A1.1>", "f.cs:2: regions do not nest: close A1.1, which is open since line 1")]
    [TestCase("// <A1.1> a", "f.cs:1: the region of A1.1 is never closed")]
    [TestCase("// </A1.1>", "f.cs:1: // </A1.1> closes what is not open")]
    [TestCase("// <A1.1> a\n// </A1.2>", "f.cs:2: this closes another part than A1.1")]
    public void Parse_BadMarkers_NamesFileAndLine(string text, string problem) =>
        Assert.That(() => MarkedFile.Parse("f.cs", text), Throws.TypeOf<StaffException>().With.Message.StartsWith(problem));
}
