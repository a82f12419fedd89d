using Course.Assignments.Running;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>
/// A results.json that is whole after each test: whoever ends the grading in the middle finds the points so far, out of all. Not safe for
/// several threads.
/// </summary>
public sealed class GradescopeFile
{
    private readonly string _path;
    private readonly List<TestOutcome> _apart;
    private readonly HashSet<int> _pending;
    private GradeReport _report;

    /// <summary>Writes the file for the first time.</summary>
    /// <param name="path">Its folder is made if it is missing.</param>
    /// <param name="planned">The report before the first test: the tests that will be run stand in Apart as not run.</param>
    /// <exception cref="StaffException">It cannot be written.</exception>
    public GradescopeFile(string path, GradeReport planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        _path = path;
        _report = planned;
        _apart = [.. planned.Apart];
        _pending = [.. Enumerable.Range(0, _apart.Count).Where(at => _apart[at].Verdict == Verdict.NotRun)];
        Write();
    }

    /// <summary>Puts an outcome in the place of the planned test, or behind the others if there is none, and writes the file.</summary>
    /// <exception cref="StaffException">It cannot be written.</exception>
    public void Record(TestOutcome outcome)
    {
        Take(outcome);
        _report = _report with { Apart = [.. _apart], Seconds = _apart.Sum(known => known.Seconds) };
        Write();
    }

    /// <summary>Takes the outcomes of a report that is not whole yet, and writes the file.</summary>
    /// <exception cref="StaffException">It cannot be written.</exception>
    public void Update(GradeReport soFar)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        foreach (var outcome in soFar.Apart) Take(outcome);
        _report = soFar with { Apart = [.. _apart] };
        Write();
    }

    /// <summary>Writes the whole result.</summary>
    /// <exception cref="StaffException">It cannot be written.</exception>
    public void Complete(GradeReport report)
    {
        _report = report;
        _pending.Clear();
        Write();
    }

    private void Take(TestOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var at = _apart.FindIndex(planned =>
            planned.Test == outcome.Test && planned.Part == outcome.Part && planned.Guarantee == outcome.Guarantee);
        if (at < 0)
        {
            _apart.Add(outcome);
        }
        else
        {
            _apart[at] = outcome;
            _pending.Remove(at);
        }
    }

    private void Write() => AtomicFile.Write(_path, GradescopeResults.Json(_report, _pending.Count));
}
