using Course.Hosting;

namespace Course.Commands.Chatting;

/// <summary>A peer for people: lines in, deliveries on the standard output, membership on the error stream.</summary>
internal static class ChatPeer
{
    /// <summary>Returns after Ctrl+C (0) or when the session ended for this peer (1).</summary>
    public static async Task<int> RunAsync(PeerOptions options, TextReader input, CancellationToken goodbye)
    {
        await using var output = new OutputQueue(Console.Out);
        await using var peer = await Joining.JoinAsync(options, goodbye);
        if (peer is null) return ExitCode.Holds;

        peer.Joined += member => Notice($"{member.Name} joined as number {member.JoinNumber}");
        peer.Left += (member, reason, detail) => Notice($"{member.Name} left ({reason}): {detail}");
        peer.Faulted += fault => Notice($"fault: {fault.Message}");
        peer.Replicate<ILines>(new PrintedLines(output));
        Notice($"{options.Name} joined {options.Session} as number {peer.JoinNumber}; Ctrl+C leaves");
        var sender = new LineSender(peer.Ordered<ILines>(), options.Name);

        // On a thread of its own: a keyboard is read without regard for cancellation.
        _ = Task.Run(() => ReadAsync(input, sender, goodbye), CancellationToken.None);
        await Task.WhenAny(peer.Ended, Joining.WhenCancelled(goodbye));
        if (!goodbye.IsCancellationRequested) throw new CommandException((await peer.Ended).Detail, ExitCode.Failed);
        await peer.LeaveAsync();
        return ExitCode.Holds;
    }

    private static async Task ReadAsync(TextReader input, LineSender sender, CancellationToken goodbye)
    {
        try
        {
            while (await input.ReadLineAsync(CancellationToken.None) is { } line) await sender.SendAsync(line, goodbye);
            Notice("end of the input; still listening, Ctrl+C leaves");
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C while the sender waited for room.
        }
        catch (IOException e)
        {
            Notice($"the input ended early: {e.Message}");
        }
    }

    private static void Notice(string text) => Console.Error.WriteLine($"-- {text}");

    private sealed class PrintedLines(OutputQueue output) : ILines
    {
        public Task Line(string author, string text) => output.WriteAsync($"{author}: {text}");

        public Task Mark(string author) => Task.CompletedTask;
    }
}
