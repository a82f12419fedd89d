using Course.Assignments.Results;
using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>The results of a run as GitHub Classroom reads them.</summary>
internal static class ClassroomFile
{
    // GitHub's name for the file that takes the outputs of the step that runs.
    private const string StepOutputs = "GITHUB_OUTPUT";

    /// <summary>Writes the file if one was asked for, and a line to the outputs of the step if there are any.</summary>
    /// <param name="file">Null: nothing is written.</param>
    /// <param name="outcomes">In the order in which they came.</param>
    /// <param name="problem">Why there are no outcomes; null if there are.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public static void Write(string? file, IReadOnlyList<TestOutcome> outcomes, string? problem)
    {
        if (file is null) return;
        try
        {
            ClassroomResult.Write(ClassroomResult.Json(outcomes, problem), file, Environment.GetEnvironmentVariable(StepOutputs));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--classroom {file} cannot be written: {e.Message} Name a file in a folder that exists.");
        }
    }
}
