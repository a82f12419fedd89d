// A chat that survives the death of any of its peers:
//   dotnet run --project Examples/Chat -- ann
//   dotnet run --project Examples/Chat -- ben
// Type lines. Kill one window: the others go on, with the same lines in the same order.
using Course.Examples;
using Course.Hosting;
using Course.Rpc.Tcp;

var name = args.Length > 0 ? args[0] : "ann";
var session = args.Length > 1 ? args[1] : "tcp://127.0.0.1:9090/chat";
var members = args.Length > 2 ? int.Parse(args[2]) : 2;

await using var peer = await TcpPeer.JoinAsync(
    new PeerOptions { Name = name, Session = session, Members = members, Rendezvous = RendezvousMode.HostIfFree });
peer.Left += (member, reason, _) => Console.WriteLine($"* {member.Name} is gone ({reason})");
peer.Replicate<IChat>(new ChatRoom());
var chat = peer.Ordered<IChat>();
Console.WriteLine($"* {name} waits for {members} members; an empty line leaves");
await peer.Started;
Console.WriteLine("* the session has started");

var typing = Task.Run(async () =>
{
    while (Console.ReadLine() is { Length: > 0 } text) await chat.Say(name, text);
});
if (await Task.WhenAny(typing, peer.Ended) == peer.Ended) Console.WriteLine($"* the session is over: {(await peer.Ended).Detail}");
else await peer.LeaveAsync();
