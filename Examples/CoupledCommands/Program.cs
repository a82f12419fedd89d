// Coupled simulators: a command typed at one is carried out by all, in one order.
//   dotnet run --project Examples/CoupledCommands -- ann
//   dotnet run --project Examples/CoupledCommands -- ben
// Commands: north, south, east, west, take, drop. Every simulator always shows the same world.
using Course.Examples;
using Course.Hosting;
using Course.Rpc.Tcp;

var name = args.Length > 0 ? args[0] : "ann";
var session = args.Length > 1 ? args[1] : "tcp://127.0.0.1:9090/coupled";
var members = args.Length > 2 ? int.Parse(args[2]) : 2;

await using var peer = await TcpPeer.JoinAsync(
    new PeerOptions { Name = name, Session = session, Members = members, Rendezvous = RendezvousMode.HostIfFree });
peer.Replicate<ISimulator>(new Simulator(Console.Out));
var simulators = peer.Ordered<ISimulator>();

var typing = Task.Run(async () =>
{
    while (Console.ReadLine() is { Length: > 0 } command)
    {
        var answer = await simulators.Execute(name, command);
        if (answer != "done") Console.WriteLine($"only here: {answer}");
    }
});
if (await Task.WhenAny(typing, peer.Ended) == peer.Ended) Console.WriteLine($"the session is over: {(await peer.Ended).Detail}");
else await peer.LeaveAsync();
