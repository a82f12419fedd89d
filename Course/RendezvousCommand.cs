using System.CommandLine;
using System.Net;
using Course.Commands.Chatting;
using Course.Commands.Options;
using Course.Rpc.Tcp;

namespace Course.Commands;

/// <summary><c>course rendezvous</c>: the meeting point as a process of its own, for sessions that outlive each of their peers.</summary>
internal static class RendezvousCommand
{
    private const string Explanation = """
        Hosts a rendezvous: peers find one another here, any number of sessions by name, each started when its members are there.

          course rendezvous --port 9090
          course peer --name ann --session tcp://127.0.0.1:9090/lobby --members 2

        After a session has started, the end of the rendezvous changes nothing for it. Ctrl+C (or SIGTERM) ends it.
        Exit codes: 0 ended by a signal, 1 the port cannot be had, 2 bad options.
        """;

    private static readonly Option<int?> Port = OptionParsers.Whole(
        "--port", "TCP port; 0 takes a free one and prints it (default: 9090)", 0, 65535);

    private static readonly Option<IPAddress> Listen = OptionParsers.Address();

    private static readonly Option<string?> Secret = new("--secret") { Description = "secret that every peer must know" };

    public static Command Create()
    {
        var command = new Command("rendezvous", Explanation) { Port, Listen, Secret };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        using var signals = new TerminationSignals();
        await using var rendezvous = await HostAsync(new RendezvousOptions
        {
            Port = parsed.GetValue(Port) ?? 9090,
            Listen = parsed.GetValue(Listen) ?? IPAddress.Loopback,
            Secret = parsed.GetValue(Secret),
            Log = Console.Error.WriteLine,
        });
        Console.Out.WriteLine($"rendezvous at tcp://{rendezvous.EndPoint}/NAME; Ctrl+C ends it");
        await Joining.WhenCancelled(signals.Token);
        return ExitCode.Holds;
    }

    private static async Task<Rendezvous> HostAsync(RendezvousOptions options)
    {
        try
        {
            return await Rendezvous.HostAsync(options);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new CommandException($"the rendezvous cannot listen at {options.Listen}:{options.Port}: {e.Message}", ExitCode.Failed);
        }
    }
}
