using System.Text.Json.Serialization;

namespace Course.Assignments.Running;

/// <summary>What came of one graded test.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    /// <summary>All its points.</summary>
    Passed,

    /// <summary>It ran, and what it demands does not hold.</summary>
    Failed,

    /// <summary>It came to a gap of its own part.</summary>
    NotStarted,

    /// <summary>It came to a gap of another part, on which its own stands.</summary>
    Blocked,

    /// <summary>It did not end within the guard; its process was ended.</summary>
    Hung,

    /// <summary>Its process ended under it, or went beyond a limit: memory, output, processes, disk.</summary>
    Stopped,

    /// <summary>The code was not run, because it uses what its part may not use.</summary>
    Refused,

    /// <summary>The code does not compile.</summary>
    NotCompiled,

    /// <summary>It was not run, for another reason that the message says.</summary>
    NotRun,
}
