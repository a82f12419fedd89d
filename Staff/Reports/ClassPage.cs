using System.Text;
using Course.Assignments.Results;
using Course.Staffing.Grading;

namespace Course.Staffing.Reports;

/// <summary>The index of a class: each student with points and a link, and what fails for many.</summary>
internal static class ClassPage
{
    private const int MostClusters = 200;
    private const int MostNames = 30;

    public static string Text(IReadOnlyList<GradeReport> reports, IReadOnlyList<FailureCluster> clusters)
    {
        var main = new StringBuilder();
        main.Append($"<p class=\"sum\">{reports.Count} submissions</p>\n<p><a href=\"#students\">Students</a>, "
            + "<a href=\"#failures\">what fails for many</a>, <a href=\"grades.csv\">grades.csv</a>, "
            + "<a href=\"clusters.json\">clusters.json</a></p>\n");
        AddStudents(main, reports);
        AddClusters(main, clusters);
        return Html.Page("Grades of the class", main.ToString());
    }

    private static void AddStudents(StringBuilder main, IReadOnlyList<GradeReport> reports)
    {
        var labs = PartPoints.LabsOf(reports);
        main.Append("<h2 id=\"students\">Students</h2>\n<div class=\"scroll\"><table>\n"
            + "<caption>Points of each student, in all and for each "
            + "lab</caption>\n<thead><tr><th scope=\"col\">Student</th><th scope=\"col\" class=\"number\">Points</th>");
        foreach (var lab in labs) main.Append($"<th scope=\"col\" class=\"number\">Lab {Html.Text(lab, 20)}</th>");
        main.Append("<th scope=\"col\" class=\"number\">Whole</th><th scope=\"col\" class=\"number\">Notes</th></tr></thead>\n<tbody>\n");
        foreach (var report in reports)
        {
            var page = $"{StudentReport.FolderOf(report.Student)}/{StudentReport.PageFile}";
            main.Append($"<tr><th scope=\"row\">{Html.Link(page, report.Student)}</th>"
                + $"<td class=\"number\">{new PartPoints(report.Earned, report.Points)}</td>");
            foreach (var lab in labs) main.Append($"<td class=\"number\">{PartPoints.OfLab(report, lab)?.ToString() ?? "–"}</td>");
            main.Append($"<td class=\"number\">{PartPoints.Number(report.Whole.Sum(outcome => outcome.Earned))}</td>"
                + $"<td class=\"number\">{report.Notes.Count}</td></tr>\n");
        }

        main.Append("</tbody>\n</table></div>\n");
    }

    private static void AddClusters(StringBuilder main, IReadOnlyList<FailureCluster> clusters)
    {
        main.Append("<h2 id=\"failures\">What fails for many</h2>\n");
        if (clusters.Count == 0)
        {
            main.Append("<p>Nothing failed.</p>\n");
            return;
        }

        main.Append("<div class=\"scroll\"><table>\n"
            + "<caption>Failures that look alike, those of the most students first</caption>\n<thead><tr>"
            + "<th scope=\"col\">Part</th><th scope=\"col\">Guarantee</th><th scope=\"col\">Phase</th><th scope=\"col\">Verdict</th>"
            + "<th scope=\"col\">Reason</th><th scope=\"col\" class=\"number\">Outcomes</th><th scope=\"col\">Students</th></tr></thead>\n"
            + "<tbody>\n");
        foreach (var cluster in clusters.Take(MostClusters))
        {
            var more = cluster.Students.Count > MostNames ? $", … {cluster.Students.Count - MostNames} more" : "";
            var names = string.Join(", ", cluster.Students.Take(MostNames).Select(student => Html.Text(student, 60)));
            main.Append($"<tr><th scope=\"row\">{Html.Text(cluster.Part, 20)}</th><td>{Html.Text(cluster.Guarantee ?? "–", 60)}</td>"
                + $"<td>{Html.Text(cluster.Phase, 20)}</td><td>{OutcomeText.Word(cluster.Verdict)}</td><td>{Html.Text(cluster.Reason)}</td>"
                + $"<td class=\"number\">{cluster.Count}</td><td>{cluster.Students.Count}: {names}{more}</td></tr>\n");
        }

        main.Append("</tbody>\n</table></div>\n");
        if (clusters.Count > MostClusters) main.Append($"<p>{clusters.Count - MostClusters} more in clusters.json.</p>\n");
    }
}
