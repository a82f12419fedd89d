// A replicated store: every peer holds all of it, all operations have one order, and it survives the death of any peer.
//   dotnet run --project Examples/KeyValue -- ann
//   dotnet run --project Examples/KeyValue -- ben
// Commands: put KEY VALUE, get KEY, swap KEY OLD NEW (only if the value is OLD).
using Course.Examples;
using Course.Hosting;
using Course.Rpc.Tcp;

var name = args.Length > 0 ? args[0] : "ann";
var session = args.Length > 1 ? args[1] : "tcp://127.0.0.1:9090/store";
var members = args.Length > 2 ? int.Parse(args[2]) : 2;

await using var peer = await TcpPeer.JoinAsync(
    new PeerOptions { Name = name, Session = session, Members = members, Rendezvous = RendezvousMode.HostIfFree });
peer.Replicate<IStore>(new Store());
var store = peer.Ordered<IStore>();

var typing = Task.Run(async () =>
{
    while (Console.ReadLine() is { Length: > 0 } line)
    {
        Console.WriteLine(line.Split(' ') switch
        {
            ["put", var key, var value] => $"put {key}: version {await store.Put(key, value)}",
            ["get", var key] => $"get {key}: {await store.Get(key) ?? "(nothing)"}",
            ["swap", var key, var old, var next] => $"swap {key}: {(await store.Swap(key, old, next) ? "done" : "refused")}",
            _ => "put KEY VALUE, get KEY, or swap KEY OLD NEW",
        });
    }
});
if (await Task.WhenAny(typing, peer.Ended) == peer.Ended) Console.WriteLine($"the session is over: {(await peer.Ended).Detail}");
else await peer.LeaveAsync();
