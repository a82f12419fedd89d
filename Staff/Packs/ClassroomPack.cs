using System.Globalization;
using Course.Assignments.Results;

namespace Course.Staffing.Packs;

/// <summary>The workflow file with which GitHub Classroom runs a lab's visible tests in each student's repository.</summary>
internal static class ClassroomPack
{
    /// <summary>Where the file belongs, from the root of the students' tree.</summary>
    public const string WorkflowFile = ".github/workflows/classroom.yml";

    /// <summary>Writes the workflow below a folder.</summary>
    /// <param name="lab">0 to 9.</param>
    /// <param name="points">What is shown as the most points if the tree does not build, so that nothing can be counted.</param>
    /// <param name="folder">The handout's tree, or any other.</param>
    /// <exception cref="StaffException">The file is there already, or cannot be written.</exception>
    public static string Write(int lab, double points, string folder)
    {
        var file = Path.Combine(folder, WorkflowFile);
        if (File.Exists(file)) throw new StaffException($"{file} is there already: remove it, or name another folder by --out.");
        Reports.AtomicFile.Write(file, Workflow(lab, points));
        return file;
    }

    /// <summary>
    /// The workflow. If the tree does not build there is no result, and the reporter would stop with an error of its own: then the step
    /// hands on one that says so.
    /// </summary>
    public static string Workflow(int lab, double points)
    {
        var runner = string.Create(CultureInfo.InvariantCulture, $"lab{lab}");
        const string Problem = "The tree does not build, so no test ran: see the log of this step.";
        var broken = ClassroomResult.OutputLine(ClassroomResult.Json([], Problem, points));
        return $$$"""
            name: Classroom
            on:
              - push
              - workflow_dispatch
            permissions:
              actions: read
              checks: write
              contents: read
            jobs:
              autograding:
                name: Autograding
                runs-on: ubuntu-latest
                timeout-minutes: 30
                if: github.actor != 'github-classroom[bot]'
                steps:
                  - name: Tree
                    uses: actions/checkout@v4
                  - name: .NET
                    uses: actions/setup-dotnet@v4
                    with:
                      global-json-file: global.json
                  - name: Lab {{{lab}}}
                    id: {{{runner}}}
                    shell: bash
                    run: |
                      dotnet run --project Course -- test {{{lab}}} --classroom classroom.json || echo "The command ended with $?."
                      if ! grep -q '^result=' "$GITHUB_OUTPUT"; then
                        echo '{{{broken}}}' >> "$GITHUB_OUTPUT"
                      fi
                  - name: Report
                    if: always()
                    uses: classroom-resources/autograding-grading-reporter@v1
                    env:
                      {{{runner.ToUpperInvariant()}}}_RESULTS: "${{steps.{{{runner}}}.outputs.result}}"
                    with:
                      runners: {{{runner}}}

            """.ReplaceLineEndings("\n");
    }
}
