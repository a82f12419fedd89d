using Course.Assignments.Results;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>Everything that is written for a class. Writing again gives the same files.</summary>
public static class ClassReport
{
    /// <summary>
    /// Writes index.html, grades.csv and clusters.json, and the files of each student in a folder of its own
    /// (<see cref="StudentReport.FolderOf"/>).
    /// </summary>
    /// <param name="reports">In the order in which they are shown; each student once.</param>
    /// <param name="folder">Made if it is missing.</param>
    /// <exception cref="StaffException">Two students would share a folder, or a file cannot be written.</exception>
    public static void Write(IReadOnlyList<GradeReport> reports, string folder)
    {
        ArgumentNullException.ThrowIfNull(reports);
        // Also where the file system takes Ann and ann for one.
        var shared = reports.GroupBy(report => StudentReport.FolderOf(report.Student), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Skip(1).Any());
        if (shared is not null)
        {
            var names = string.Join(" and ", shared.Select(report => SafeText.OneLine(report.Student, 60)).Take(3));
            throw new StaffException($"the submissions {names} would be written to one folder, {shared.Key}: rename all but one of them.");
        }

        foreach (var report in reports) StudentReport.Write(report, Path.Combine(folder, StudentReport.FolderOf(report.Student)));
        var clusters = FailureClusters.Of(reports);
        AtomicFile.Write(Path.Combine(folder, "grades.csv"), GradesCsv.Text(reports));
        AtomicFile.Write(Path.Combine(folder, "clusters.json"), FailureClusters.Json(clusters));
        AtomicFile.Write(Path.Combine(folder, "index.html"), ClassPage.Text(reports, clusters));
    }
}
