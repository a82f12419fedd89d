namespace Course.Commands;

/// <summary>Ends a command with one line on the error stream and an exit code.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(string message, int exitCode = Commands.ExitCode.BadOptions)
        : base(message) => ExitCode = exitCode;

    /// <summary>One of <see cref="Commands.ExitCode"/>.</summary>
    public int ExitCode { get; }
}
