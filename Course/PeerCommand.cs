using System.CommandLine;
using System.Net;
using Course.Commands.Chatting;
using Course.Commands.Options;
using Course.FaultTolerance;
using Course.Hosting;
using Course.Peers;
using Course.Relaying;
using Course.Rpc.Tcp;

namespace Course.Commands;

/// <summary><c>course peer</c>: one real peer, from a keyboard, a file or a pipe.</summary>
internal static class PeerCommand
{
    private const string Explanation = """
        One peer of a session. Each input line is broadcast through an ordered proxy; every delivery is printed, in the one order
        that all peers see. Two terminals are a chat:

          course peer --name ann --session tcp://127.0.0.1:9090/lobby --host
          course peer --name ben --session tcp://127.0.0.1:9090/lobby

        After the end of its input a peer goes on listening. Ctrl+C (or SIGTERM) is a goodbye.
        Exit codes: 0 goodbye, 1 the session failed, 2 bad options.
        """;

    private static readonly Option<string> Name = new("--name")
    {
        Description = "name of this peer, unique in its session",
        Required = true,
    };

    private static readonly Option<string> Session = new("--session")
    {
        Description = "address of the rendezvous and name of the session, like tcp://127.0.0.1:9090/lobby",
        Required = true,
    };

    private static readonly Option<int?> Members =
        OptionParsers.Whole("--members", "the session starts when so many peers have joined (default with --host: 2)", 1, 256);

    private static readonly Option<bool> Host = new("--host")
    {
        Description = "this peer also hosts the rendezvous at the session's address",
    };

    private static readonly Option<string?> Input = new("--input")
    {
        Description = "file of lines to broadcast, '-' for the keyboard (default: -)",
    };

    private static readonly Option<Buffering?> Buffering = OptionParsers.Buffering();
    private static readonly Option<string?> Trace = new("--trace") { Description = "file that gets one JSON line for each event" };
    private static readonly Option<string?> Secret = new("--secret") { Description = "shared secret of the session" };

    private static readonly Option<IPAddress> Listen = OptionParsers.Address();

    private static readonly Option<TimeSpan?> SilenceBound =
        OptionParsers.Seconds("--silence-bound", "a peer that is silent for longer is taken for dead (default: 5)", 1, 3600);

    private static readonly Option<KillPoint?> KillAt = OptionParsers.KillAt(
        "as relayer, this peer kills itself when J sends of its K-th numbered broadcast to other peers have left");

    private static readonly Option<bool> Control = new("--control")
    {
        Description = "speaks the line protocol of 'course demo'",
        Hidden = true,
    };

    public static Command Create()
    {
        var command = new Command("peer", Explanation)
        {
            Name, Session, Members, Host, Input, Buffering, Trace, Secret, Listen, SilenceBound, KillAt, Control,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new TerminationSignals();
        var host = parsed.GetValue(Host);
        var options = new PeerOptions
        {
            // Each line is a broadcast of its own: that is what the trace is looked at for.
            Couplers = new CouplerOptions(),
            Name = parsed.GetRequiredValue(Name),
            Session = parsed.GetRequiredValue(Session),
            Members = parsed.GetValue(Members) ?? (host ? 2 : null),
            Rendezvous = host ? RendezvousMode.Host : RendezvousMode.Join,
            Ordering = parsed.GetValue(Buffering) == FaultTolerance.Buffering.Distributed ? Ordering.Distributed : Ordering.Replicated,
            Secret = parsed.GetValue(Secret),
            Listen = parsed.GetValue(Listen) ?? IPAddress.Loopback,
            TraceFile = parsed.GetValue(Trace),
            KillAt = parsed.GetValue(KillAt),
            LeaveOnCtrlC = false,
        };

        // Left out, it keeps its default, which a debugger lifts.
        if (parsed.GetValue(SilenceBound) is { } bound) options = options with { SilenceBound = bound };

        // Not disposed: a keyboard's reader is locked as long as somebody waits for a key, and disposing would wait with it.
        var input = OpenInput(parsed.GetValue(Input) ?? "-");
        return parsed.GetValue(Control)
            ? await ControlledPeer.RunAsync(options, input, signals.Token)
            : await ChatPeer.RunAsync(options, input, signals.Token);
    }

    private static TextReader OpenInput(string input)
    {
        if (input == "-") return Console.In;
        try
        {
            return File.OpenText(input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--input {input} cannot be read: {e.Message}");
        }
    }
}
