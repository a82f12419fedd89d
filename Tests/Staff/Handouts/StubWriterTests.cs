using Course.Staffing.Handouts;
using Course.Staffing.Regions;

namespace Course.Tests.Staff.Handouts;

internal sealed class StubWriterTests
{
    [Test]
    public void Write_NothingSolved_PutsStubsBetweenTheMarkersAndAnOwnRegionAtTheEnd()
    {
        const string expected = """
            namespace Course.Relaying;

            /// <summary>Adds.</summary>
            public sealed class Adder
            {
                // <A1.1> Keep the sum.
                // </A1.1>

                /// <summary>The sum so far.</summary>
                public int Add(int number)
                {
                    // <A1.1> Add a "number" to the sum.
                    // | The sum begins with 0.
                    throw new NotImplementedException("A1.1 Add a \"number\" to the sum.");
                    // </A1.1>
                }

                /// <summary>Twice as much.</summary>
                public static int Double(int number)
                {
                    // <A2.1> Double it.
                    return number;
                    // </A2.1>
                }

                // <own> Your own fields and helpers.
                // </own>
            }

            """;
        Assert.That(Write(MiniReference.Adder, _ => false), Is.EqualTo(expected));
    }

    [Test]
    public void Write_AllSolved_IsTheSolutionWithoutMarkers()
    {
        var text = Write(MiniReference.Adder, _ => true);

        Assert.That(text, Does.Contain("    private int _innerTotal;\n\n").And.Contain("        return number * 2;\n    }"));
        Assert.That(text, Does.Not.Contain("<A").And.Not.Contain("// |").And.Not.Contain("// =").And.Not.Contain("<own>"));
    }

    [Test]
    public void Write_OnePartSolved_KeepsTheOtherAStub()
    {
        var text = Write(MiniReference.Adder, part => part == "A1.1");

        Assert.That(text, Does.Contain("return _innerTotal;").And.Not.Contain("number * 2").And.Contain("// <A2.1>")
            .And.Contain("// <own>"));
    }

    [Test]
    public void Write_RegionsInTwoTypes_GivesEachItsOwnRegion()
    {
        const string text = """
            class A
            {
                class B
                {
                    void C()
                    {
                        // <A1.1> Do it.
                        // </A1.1>
                    }
                }

                // <A1.2> Fields.
                // </A1.2>
            }

            class D
            {
            }
            """;
        var lines = Write(text, _ => false)!.Split('\n');

        Assert.That(lines.Count(line => line.Contains("<own>", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines, Has.One.EqualTo("        // <own> Your own fields and helpers.")
            .And.One.EqualTo("    // <own> Your own fields and helpers."));
    }

    [Test]
    public void Write_WholeFile_IsLeftOutOrHoldsItsStub()
    {
        Assert.That(Write("// <A3.1 file> Make it.\nclass A;\n// </A3.1>\n", _ => false), Is.Null);
        Assert.That(
            Write("// <A3.1 file> Make it.\n// = class A { }\nclass A { int _x; }\n// </A3.1>\n", _ => false),
            Is.EqualTo("// <A3.1 file> Make it.\nclass A { }\n// </A3.1>\n"));
        Assert.That(Write("// <A3.1 file> Make it.\nclass A;\n// </A3.1>\n", _ => true), Is.EqualTo("class A;\n"));
    }

    [Test]
    public void Frame_OfStubAndStudent_IsTheSameUntilSomethingElseChanges()
    {
        var stub = Write(MiniReference.Adder, _ => false)!;
        var student = stub.Replace("throw new NotImplementedException(\"A1.1 Add a \\\"number\\\" to the sum.\");", "return 7;",
            StringComparison.Ordinal)
            .Replace("    // </own>", "    private int _mine;\n    // </own>", StringComparison.Ordinal);

        Assert.That(student, Does.Contain("return 7;").And.Contain("_mine"));
        Assert.That(StubWriter.Frame("a.cs", student), Is.EqualTo(StubWriter.Frame("a.cs", stub)));
        Assert.That(
            StubWriter.Frame("a.cs", student.Replace("Adds.", "Subtracts.", StringComparison.Ordinal)),
            Is.Not.EqualTo(StubWriter.Frame("a.cs", stub)));
    }

    private static string? Write(string text, Func<string, bool> isSolved) =>
        StubWriter.Write(MarkedFile.Parse("Relayer/Adder.cs", text), isSolved);
}
