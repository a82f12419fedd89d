using Course.Staffing;
using Course.Staffing.Packs;

namespace Course.Tests.Staff.Packs;

internal sealed class SubmissionMetadataTests
{
    // The form of Gradescope's documentation.
    private const string Text = """
        {
          "id": 123456,
          "created_at": "2018-07-01T14:22:32.365935-07:00",
          "assignment": {
            "due_date": "2018-07-31T23:00:00.000000-07:00", "group_size": 4, "group_submission": true, "id": 25828, "course_id": 1234,
            "late_due_date": null, "release_date": "2018-07-02T00:00:00.000000-07:00", "title": "Lab 5", "total_points": "20.0"
          },
          "submission_method": "upload",
          "users": [ { "email": "student@example.com", "id": 1234, "name": "Student User" } ],
          "previous_submissions": [
            { "submission_time": "2018-07-01T14:10:00.000000-07:00", "score": 3.5, "autograder_error": false,
              "results": { "tests": [ {} ] } },
            { "submission_time": "2018-07-01T14:20:00.000000-07:00", "score": 3.5, "autograder_error": false,
              "results": { "score": 3.5, "tests": [] } },
            { "submission_time": "2018-07-01T14:21:00.000000-07:00", "score": 0.0, "autograder_error": true, "results": {} }
          ]
        }
        """;

    [Test]
    public void Parse_GradescopesForm_ReadsNamesTimesAndScores()
    {
        var read = SubmissionMetadata.Parse(Text);

        Assert.That(read.Student, Is.EqualTo("Student User"));
        Assert.That(read.Created, Is.EqualTo(new DateTimeOffset(2018, 7, 1, 14, 22, 32, TimeSpan.FromHours(-7)).AddTicks(3659350)));
        Assert.That(read.Due, Is.EqualTo(new DateTimeOffset(2018, 7, 31, 23, 0, 0, TimeSpan.FromHours(-7))));
        Assert.That(read.Previous.Select(earlier => (earlier.Score, earlier.IsGraded)),
            Is.EqualTo(new[] { (3.5, true), (3.5, false), (0.0, false) }));
    }

    [TestCase("{\"id\":7,\"created_at\":\"2018-07-01T14:22:32Z\"}", "submission 7")]
    [TestCase("{\"id\":7,\"created_at\":\"2018-07-01T14:22:32Z\",\"users\":[],\"assignment\":{\"due_date\":null}}", "submission 7")]
    public void Parse_WithoutUsersOrDueDate_GoesOn(string text, string student)
    {
        var read = SubmissionMetadata.Parse(text);
        Assert.That((read.Student, read.Due, read.Previous.Count), Is.EqualTo((student, (DateTimeOffset?)null, 0)));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"created_at\":7}")]
    [TestCase("{\"created_at\":\"yesterday\"}")]
    public void Read_AnotherFile_IsAnErrorOfOneLine(string text)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "submission_metadata.json");
        File.WriteAllText(file, text);
        Assert.That(() => SubmissionMetadata.Read(file), Throws.TypeOf<StaffException>().With.Message.Contain("not Gradescope's metadata"));
    }

    // 12 minutes after the last that was graded: what was refused or failed in between does not count.
    [TestCase(0, false)]
    [TestCase(12, false)]
    [TestCase(13, true)]
    public void RateLimit_CountsFromTheTimesOfHandingIn(int minutes, bool isRefused)
    {
        var answer = RateLimit.Judge(SubmissionMetadata.Parse(Text), minutes);
        Assert.That(answer.HasValue, Is.EqualTo(isRefused));
        if (isRefused) Assert.That(answer!.Value.Why, Does.Contain("from 2018-07-01 14:23 -07:00 on"));
        if (isRefused) Assert.That(answer!.Value.Score, Is.EqualTo(3.5));
    }

    [Test]
    public void RateLimit_OutOfBounds_IsAnArgumentError() =>
        Assert.That(() => RateLimit.Judge(SubmissionMetadata.Parse(Text), RateLimit.MostMinutes + 1),
            Throws.TypeOf<ArgumentOutOfRangeException>());
}
