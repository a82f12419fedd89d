using System.Text;
using System.Text.Json;
using Course.Assignments.Results;
using Course.Assignments.Running;

namespace Course.Tests.Assignments.Results;

internal sealed class ClassroomResultTests
{
    private static TestOutcome Outcome(Verdict verdict, string message = "", double points = 1,
        string part = "A5.2", string test = "N.C.M") =>
        new(test, part, points, "agreement", null, verdict, message, "", 0.5, false);

    [Test]
    public void Json_OfOutcomes_KeepsTheFormatAndSumsFractions()
    {
        var text = ClassroomResult.Json(
        [
            Outcome(Verdict.Passed, points: 0.5), Outcome(Verdict.Failed, "no"), Outcome(Verdict.Passed, points: 2.25),
            Outcome(Verdict.Hung),
        ]);

        Assert.That(ClassroomFormat.Problems(text), Is.Empty);
        var root = JsonDocument.Parse(text).RootElement;
        var tests = root.GetProperty("tests").EnumerateArray().ToList();
        Assert.That(tests.Sum(test => test.GetProperty("score").GetDouble()), Is.EqualTo(2.75));
        Assert.That(root.GetProperty("max_score").GetDouble(), Is.EqualTo(4.75));
        Assert.That(root.GetProperty("status").GetString(), Is.EqualTo("fail"));
        Assert.That(tests.Select(test => test.GetProperty("status").GetString()), Is.EqualTo(new[] { "pass", "fail", "pass", "error" }));
        Assert.That(tests[1].GetProperty("name").GetString(), Is.EqualTo("A5.2 C.M: agreement"));
        Assert.That(tests[1].GetProperty("test_code").GetString(), Is.EqualTo("dotnet run --project Course -- test 5.2"));
        Assert.That(tests[3].GetProperty("message").GetString(), Is.EqualTo("hung"));
    }

    [TestCase("A5.2 not started: FaultTolerance/SlaveFaultToleranceManager.cs:41", "FaultTolerance/SlaveFaultToleranceManager.cs", 41)]
    [TestCase("blocked by A1.2, not started: Rpc/Proxy.cs:12", "Rpc/Proxy.cs", 12)]
    [TestCase("Expected 3\n  at Own.cs:7", "Own.cs", 7)]
    [TestCase("no place", "", 0)]
    [TestCase("../../etc/Passwd.cs:1", "", 0)]
    public void Json_MessageThatNamesAPlace_TellsFileAndLine(string message, string file, int line)
    {
        var test = JsonDocument.Parse(ClassroomResult.Json([Outcome(Verdict.NotStarted, message)])).RootElement.GetProperty("tests")[0];

        Assert.That((test.GetProperty("filename").GetString(), test.GetProperty("line_no").GetInt32()), Is.EqualTo((file, line)));
    }

    [Test]
    public void Json_StatusOfAll_IsPassOnlyIfEachPassed()
    {
        static string Status(string json) => JsonDocument.Parse(json).RootElement.GetProperty("status").GetString()!;
        Assert.That(Status(ClassroomResult.Json([Outcome(Verdict.Passed)])), Is.EqualTo("pass"));
        Assert.That(Status(ClassroomResult.Json([])), Is.EqualTo("error"));
        var broken = ClassroomResult.Json([], "does not compile", 12);
        Assert.That(Status(broken), Is.EqualTo("error"));
        Assert.That(ClassroomFormat.Problems(broken), Is.Empty);
        Assert.That(JsonDocument.Parse(broken).RootElement.GetProperty("max_score").GetDouble(), Is.EqualTo(12));
    }

    // The reporter prints to a log in which such lines are commands to the machine that runs it.
    [Test]
    public void Json_CommandsOfTheLog_AreTexts()
    {
        const string Hostile = "a\n::error::x\n  ::add-mask::b\n##[error]c\n###[group]\u001b[2J\u0007\u202E\uD800\r::stop-commands::t";
        var text = ClassroomResult.Json([Outcome(Verdict.Failed, Hostile, test: "N.C.M(\"::debug::##[x\")")]);

        Assert.That(ClassroomFormat.Problems(text), Is.Empty);
        var test = JsonDocument.Parse(text).RootElement.GetProperty("tests")[0];
        var shown = $"{test.GetProperty("name").GetString()}\n{test.GetProperty("message").GetString()}".Split('\n');
        Assert.That(shown.Select(line => line.TrimStart()), Has.None.StartsWith("::").And.None.Contain("##["));
        Assert.That(string.Concat(shown), Does.Not.Contain("\u001b").And.Not.Contain("\a").And.Not.Contain("\u202E").And.Not.Contain("\r"));
    }

    [Test]
    public void Json_ManyTestsWithLongMessages_FitIntoOneEnvironmentVariable()
    {
        var message = new string('<', 10_000);
        var outcomes = Enumerable.Range(0, 700).Select(at =>
            Outcome(at % 2 == 0 ? Verdict.Passed : Verdict.Failed, message, test: $"N.C.M{at}(\"{new string('\u4e00', 300)}\")")).ToList();
        var text = ClassroomResult.Json(outcomes);

        Assert.That(ClassroomFormat.Problems(text), Is.Empty);
        var tests = JsonDocument.Parse(text).RootElement.GetProperty("tests").EnumerateArray().ToList();
        Assert.That(tests.Sum(test => test.GetProperty("score").GetDouble()), Is.EqualTo(350));
        Assert.That(tests[^1].GetProperty("name").GetString(), Does.EndWith("more tests"));
        Assert.That(ClassroomResult.OutputLine(text), Has.Length.LessThanOrEqualTo(ClassroomResult.LongestLine));
    }

    [Test]
    public void Json_UsualTests_AreAllThereWithTheirMessages()
    {
        var outcomes = Enumerable.Range(0, 150).Select(at =>
            Outcome(at % 10 == 0 ? Verdict.Failed : Verdict.Passed, new string('x', 900), test: $"N.C.M{at}")).ToList();
        var tests = JsonDocument.Parse(ClassroomResult.Json(outcomes)).RootElement.GetProperty("tests").EnumerateArray().ToList();

        Assert.That(tests, Has.Count.EqualTo(150));
        Assert.That(tests[0].GetProperty("message").GetString(), Has.Length.EqualTo(900));
    }

    [Test]
    public void Write_WithStepOutputs_AppendsOneLineThatDecodes()
    {
        var folder = Directory.CreateTempSubdirectory("classroom ");
        try
        {
            var (file, outputs) = (Path.Combine(folder.FullName, "classroom.json"), Path.Combine(folder.FullName, "outputs"));
            File.WriteAllText(outputs, "other=1\n");
            var json = ClassroomResult.Json([Outcome(Verdict.Failed, "Zoë")]);
            ClassroomResult.Write(json, file, outputs);
            ClassroomResult.Write(json, file, stepOutputs: null);

            var lines = File.ReadAllLines(outputs);
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(lines[1], Does.StartWith("result="));
            Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(lines[1][7..])),
                Is.EqualTo(json).And.EqualTo(File.ReadAllText(file).Trim()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
