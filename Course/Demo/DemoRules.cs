namespace Course.Commands.Demo;

/// <summary>Which demos make sense; each broken rule is one error in words.</summary>
internal static class DemoRules
{
    /// <exception cref="CommandException">The options contradict one another.</exception>
    public static void Check(int peers, int messages, FaultPlan fault)
    {
        if (fault.Count >= peers)
        {
            throw new CommandException(
                $"--kills {fault.Count} leaves nobody of {peers} peers to tell the tale. Choose at most {peers - 1}, or more --peers.");
        }

        if (fault.Kind == FaultKind.Stop && !ProcessSignals.AreSupported)
            throw new CommandException("--stop needs SIGSTOP and SIGCONT, which only Linux and macOS have. Use --kill relayer here.");
        CheckFaultPoint(peers, messages, fault);

        // Each peer says at least one line before each fault and one after the last, or the next fault would wait for ever.
        var least = peers * (fault.Count + 1);
        if (messages < least)
        {
            throw new CommandException(
                $"{messages} messages are too few for {peers} peers and {fault}: each peer says a line before and after each fault. "
                + $"Give at least {least}.");
        }
    }

    private static void CheckFaultPoint(int peers, int messages, FaultPlan fault)
    {
        if (fault.At is not { } at) return;
        if (at.Sends > peers - 1)
        {
            throw new CommandException(
                $"--kill-at {at.Broadcast}:{at.Sends}: a relayer of {peers} peers sends to {peers - 1} others, "
                + $"so J is at most {peers - 1}.");
        }

        var most = ((messages / peers) - fault.Count) * peers;
        if (at.Broadcast > most)
        {
            throw new CommandException(
                $"--kill-at {at.Broadcast}:{at.Sends}: the survivors of {messages} messages must have something left to say, "
                + $"so K is at most {Math.Max(most, 0)} here. Choose a smaller K or more --messages.");
        }
    }
}
