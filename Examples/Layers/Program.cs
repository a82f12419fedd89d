// The same small chat at four layers, the second run in another window:
//   dotnet run --project Examples/Layers -- relay ann
//   dotnet run --project Examples/Layers -- relay ben
// Type lines; an empty one leaves. Layers: frames, rpc, relay, fault-tolerant; all members take the same one.
using Course.Examples;
using Course.Hosting;
using Course.Rpc.Tcp;

Func<PeerOptions, IChat, Task<ILayer>>? join = args.FirstOrDefault() switch
{
    "frames" => FramesLayer.JoinAsync,
    "rpc" => RpcLayer.JoinAsync,
    "relay" => RelayLayer.JoinAsync,
    "fault-tolerant" => FaultTolerantLayer.JoinAsync,
    _ => null,
};
if (join is null || args.Length < 2)
{
    Console.Error.WriteLine("layers LAYER NAME [ADDRESS] [MEMBERS], where LAYER is frames, rpc, relay or fault-tolerant");
    return 2;
}

var options = new PeerOptions
{
    Name = args[1],
    Session = args.Length > 2 ? args[2] : "tcp://127.0.0.1:9090/layers",
    Members = args.Length > 3 ? int.Parse(args[3]) : 2,
    Rendezvous = RendezvousMode.HostIfFree,
};
await using var chat = await join(options, new ChatRoom());
Console.WriteLine($"* {options.Name} waits for {options.Members} members");
await chat.Started;
Console.WriteLine("* the session has started");

var typing = Task.Run(() =>
{
    while (Console.ReadLine() is { Length: > 0 } text) chat.Say(options.Name, text);
});
if (await Task.WhenAny(typing, chat.Ended) == chat.Ended) Console.WriteLine($"* the session is over: {(await chat.Ended).Detail}");
else await typing;
return 0;
