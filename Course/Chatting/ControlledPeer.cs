using System.Globalization;
using Course.Hosting;

namespace Course.Commands.Chatting;

/// <summary>
/// A peer for <c>course demo</c>: commands on the standard input (first <c>join SESSION</c>; then <c>say TEXT</c>, <c>pause</c> until all
/// own lines are delivered here, <c>mark</c>, <c>leave</c>), events on the standard output (<c>hosting ADDRESS</c>,
/// <c>joined NUMBER</c>, <c>started</c>,
/// <c>delivered ALL OWN</c>, <c>marked</c>, <c>left NAME REASON</c>, <c>ended REASON</c>). The end of the input is <c>leave</c>:
/// no child outlives its parent.
/// </summary>
internal static class ControlledPeer
{
    /// <summary>Returns after <c>leave</c> (0) or when the session ended for this peer (1).</summary>
    public static async Task<int> RunAsync(PeerOptions options, TextReader input, CancellationToken goodbye)
    {
        const string join = "join ";
        var first = await input.ReadLineAsync(CancellationToken.None);
        if (first?.StartsWith(join, StringComparison.Ordinal) != true) return ExitCode.Holds;

        await using var output = new OutputQueue(Console.Out);
        await using var peer = await Joining.JoinAsync(options with { Session = first[join.Length..] }, goodbye);
        if (peer is null) return ExitCode.Holds;

        peer.Left += (member, reason, detail) => _ = output.WriteAsync($"left {member.Name} {reason}");
        peer.Faulted += fault => Console.Error.WriteLine($"fault at {options.Name}: {fault.Message}");
        peer.Replicate<ILines>(new CountedLines(options.Name, output));
        if (peer.IsHost) await output.WriteAsync($"hosting {peer.Session.Host}:{peer.Session.Port}");
        await output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"joined {peer.JoinNumber}"));
        _ = ReportStartAsync(peer, output);

        var sender = new LineSender(peer.Ordered<ILines>(), options.Name);
        var commands = Task.Run(() => ObeyAsync(input, sender, goodbye), CancellationToken.None);
        await Task.WhenAny(peer.Ended, commands, Joining.WhenCancelled(goodbye));
        if (peer.Ended.IsCompleted)
        {
            await output.WriteAsync($"ended {(await peer.Ended).Detail.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }

        await peer.LeaveAsync("run over");
        return ExitCode.Holds;
    }

    private static async Task ReportStartAsync(TcpPeer peer, OutputQueue output)
    {
        await Task.WhenAny(peer.Started, peer.Ended);
        if (peer.Started.IsCompletedSuccessfully) await output.WriteAsync("started");
    }

    private static async Task ObeyAsync(TextReader input, LineSender sender, CancellationToken goodbye)
    {
        while (await input.ReadLineAsync(CancellationToken.None) is { } line && line != "leave")
        {
            if (line.StartsWith("say ", StringComparison.Ordinal)) await sender.SendAsync(line[4..], goodbye);
            else if (line == "pause") await sender.DrainAsync(goodbye);
            else if (line == "mark") sender.Mark();
            else Console.Error.WriteLine($"'{line}' is no command: say TEXT, pause, mark or leave.");
        }
    }

    private sealed class CountedLines(string self, OutputQueue output) : ILines
    {
        private int _all;
        private int _own;

        public Task Line(string author, string text)
        {
            _all++;
            if (author == self) _own++;
            return output.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"delivered {_all} {_own}"));
        }

        public Task Mark(string author) => output.WriteAsync("marked");
    }
}
