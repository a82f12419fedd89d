// Run it twice, each time with another name. The first one hosts the session; both count on one counter.
using Course.Examples;
using Course.Hosting;
using Course.Rpc.Tcp;

var (name, session) = (args.Length > 0 ? args[0] : "ann", args.Length > 1 ? args[1] : "tcp://127.0.0.1:9090/counter");
await using var peer = await TcpPeer.JoinAsync(
    new PeerOptions { Name = name, Session = session, Members = 2, Rendezvous = RendezvousMode.HostIfFree });
peer.Replicate<ICounter>(new Counter());
var counter = peer.Ordered<ICounter>();
for (var i = 0; i < 10; i++) Console.WriteLine($"{name} counts {await counter.Add(1)}");
