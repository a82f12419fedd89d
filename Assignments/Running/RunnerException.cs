namespace Course.Assignments.Running;

/// <summary>A runner cannot begin: one line that says why.</summary>
internal sealed class RunnerException(string message) : Exception(message);
