using System.Diagnostics;

namespace Course.Tests.Assignments.Labs;

/// <summary>'course test' as a process, in a small course that is made for it.</summary>
internal sealed class TestCommandTests
{
    private const string Gap = """throw new NotImplementedException("A0.1 Add the numbers.");""";

    [Test]
    public void Test_FromTheGapToTheEnd_SaysWhatComesNext()
    {
        using var tree = new TemporaryTree();
        WriteCourse(tree);

        WriteSum(tree, Gap);
        var (exitCode, output) = Run(tree, "0");
        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("    not started     2  Sum, of two numbers, is right\n"));
        Assert.That(output, Does.Contain("\nA0.1 not started: Tests/Lab0/Sum.cs:4\n"));
        Assert.That(output, Does.Contain("    A0.1: 1 of 3 points\n").And.Contain("\npoints so far 1 of 3 (visible tests)\n"));
        Assert.That(output, Does.Match(@"\nNext: A0\.1 [^\n]*: Tests/Lab0/Sum\.cs:4\n$"));

        WriteSum(tree, "return a + ;");
        (exitCode, output) = Run(tree, "0");
        Assert.That((exitCode, output), Is.EqualTo((1, "Lab 0: The worked counter\n  It does not compile:\n  Tests/Lab0/Sum.cs:4: Invalid expression term ';' (CS1525)\n")));

        WriteSum(tree, "return a * b;");
        (exitCode, output) = Run(tree, "A0.1");
        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("\nA0.1 failed: Sum, of two numbers, is right\n"));
        Assert.That(output, Does.Contain("    Expected: 5\n    But was:  6\n"));

        WriteSum(tree, "return a + b;");
        (exitCode, output) = Run(tree);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Contain("\npoints so far 3 of 3 (visible tests)\nNext: nothing is left, every visible test passes.\n"));
    }

    [TestCase(2, "there is no lab 9: 0.", "9")]
    [TestCase(2, "--guard takes seconds from 0.1 to 86400, not 'soon'.", "0", "--guard", "soon")]
    [TestCase(2, "this tree has no sealed.sha256: nothing was sealed with this handout.", "--sealed", "sealed.json")]
    public void Test_BadOptions_EndInOneLine(int exitCode, string problem, params string[] arguments)
    {
        using var tree = new TemporaryTree();
        tree.Write("Tests/Lab0/Tests.Lab0.csproj", "<Project />");

        Assert.That(Run(tree, arguments), Is.EqualTo((exitCode, $"course test: {problem} ('course test --help' lists the options)\n")));
    }

    private static void WriteSum(TemporaryTree tree, string body) => tree.Write("Tests/Lab0/Sum.cs", $$"""
        internal static class Numbers {
            public static int Sum(int a, int b) {
                // <A0.1> Add the numbers.
                {{body}}
                // </A0.1>
            }
        }
        """);

    private static void WriteCourse(TemporaryTree tree)
    {
        string Reference(string file) =>
            $"""<Reference Include="{Path.GetFileNameWithoutExtension(file)}"><HintPath>{Path.Combine(AppContext.BaseDirectory, file)}</HintPath></Reference>""";
        tree.Write("Tests/Lab0/Tests.Lab0.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework><OutputType>Library</OutputType><AssemblyName>Course.Tests.Lab0</AssemblyName>
                <ImplicitUsings>enable</ImplicitUsings><GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>
              </PropertyGroup>
              <ItemGroup>{Reference("Course.Assignments.dll")}{Reference("nunit.framework.dll")}</ItemGroup>
            </Project>
            """);
        tree.Write("Tests/Lab0/SumTests.cs", """
            using Course.Assignments;
            using NUnit.Framework;

            public class SumTests {
                [Test, AssignmentTest("A0.1", Points = 2)] public void Sum_OfTwoNumbers_IsRight() => Assert.That(Numbers.Sum(2, 3), Is.EqualTo(5));
                [Test, AssignmentTest("A0.1")] public void Nothing_IsNeeded() => Assert.Pass();
            }
            """);
    }

    private static (int ExitCode, string Output) Run(TemporaryTree tree, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "course.dll"), "test", .. arguments])
        {
            WorkingDirectory = tree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + errors.Result).ReplaceLineEndings("\n"));
    }
}
