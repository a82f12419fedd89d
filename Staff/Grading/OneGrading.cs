using System.Diagnostics;
using Course.Assignments.Running;
using Course.Staffing.Grading.Kits;
using Course.Staffing.Grading.Running;
using Course.Staffing.Grading.Submissions;

namespace Course.Staffing.Grading;

/// <summary>Gathers the report of one submission while its children run. Any thread.</summary>
internal sealed class OneGrading(Submission submission, GraderOptions options, Stopwatch clock, Action<GradeReport>? partial)
{
    /// <summary>Telling costs as much as a short test, so it is done no more often than somebody could look.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TestOutcome> _apart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestOutcome> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fromWhole = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private TimeSpan _told = -Interval;

    public Submission Submission => submission;

    /// <summary>Outcomes of parts with the reference in all others.</summary>
    public void Apart(IEnumerable<TestOutcome> outcomes) => Take(_apart, outcomes);

    /// <summary>Outcomes of the whole submission.</summary>
    public void Whole(IEnumerable<TestOutcome> outcomes) => Take(_whole, outcomes);

    /// <summary>The outcomes of a part apart.</summary>
    public IReadOnlyList<TestOutcome> ApartOf(string part)
    {
        lock (_lock) return [.. _apart.Values.Where(outcome => outcome.Part == part)];
    }

    /// <summary>
    /// The outcome of the first part whose code hung, ended its process or used all memory; null if there is none, or if a part
    /// needs the whole.
    /// </summary>
    public TestOutcome? EndedBy()
    {
        lock (_lock)
        {
            return _fromWhole.Count > 0
                ? null
                : Ordered(_apart).FirstOrDefault(outcome => outcome.Verdict is Verdict.Hung or Verdict.Stopped
                    || outcome.Message.StartsWith("System.OutOfMemoryException", StringComparison.Ordinal));
        }
    }

    /// <summary>Says something to the student.</summary>
    public void Note(string text)
    {
        lock (_lock) _notes.Add(text);
    }

    /// <summary>Whether a part cannot be taken apart.</summary>
    public bool NeedsWhole
    {
        get
        {
            lock (_lock) return _fromWhole.Count > 0;
        }
    }

    /// <summary>A part cannot be taken apart.</summary>
    public void TakeFromWhole(string part, string why)
    {
        lock (_lock) _fromWhole[part] = why;
    }

    /// <summary>Gives the parts that could not be taken apart what the whole gave them, and every test an outcome.</summary>
    public void Complete(IReadOnlyList<string> parts, IReadOnlyList<KitTest> tests)
    {
        lock (_lock)
        {
            foreach (var test in tests.Where(test => parts.Contains(test.Part)))
            {
                if (_fromWhole.TryGetValue(test.Part, out var why))
                {
                    _apart[test.Test] = _whole.GetValueOrDefault(test.Test) ?? Outcomes.Of(test, Verdict.NotCompiled, why);
                }
            }
        }
    }

    /// <summary>The report as far as it is: in the order of parts and tests, whatever ended first.</summary>
    public GradeReport Report()
    {
        lock (_lock)
        {
            return new GradeReport(
                submission.Student, submission.Handout, options.Lab, Ordered(_apart), Ordered(_whole),
                [.. submission.Notes, .. _notes.Order(StringComparer.Ordinal), .. options.Notes],
                Math.Round(clock.Elapsed.TotalSeconds, 2));
        }
    }

    private static TestOutcome[] Ordered(Dictionary<string, TestOutcome> outcomes) =>
        [.. outcomes.Values.OrderBy(outcome => PartOrder.Of(outcome.Part)).ThenBy(outcome => outcome.Test, StringComparer.Ordinal)];

    private void Take(Dictionary<string, TestOutcome> into, IEnumerable<TestOutcome> outcomes)
    {
        lock (_lock)
        {
            foreach (var outcome in outcomes) into[outcome.Test] = outcome;
            // Inside the lock: a report that is behind must not overwrite one that is further.
            if (partial is null || clock.Elapsed - _told < Interval) return;
            partial(Report());
            _told = clock.Elapsed;
        }
    }
}
