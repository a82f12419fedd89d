namespace Course.Rpc.Tcp.Doors;

/// <summary>What the door of a peer and the door of a rendezvous share.</summary>
/// <param name="Who">The listener, for texts.</param>
/// <param name="MaximumWaiting">Guests that have not proved who they are, at most.</param>
/// <param name="HelloBound">The time a guest has for it.</param>
/// <param name="Tls">TLS, or none.</param>
/// <param name="Clock">The clock of the bound.</param>
/// <param name="Log">Hears about guests that were turned away.</param>
internal sealed record DoorOptions(
    string Who, int MaximumWaiting, TimeSpan HelloBound, TlsOptions? Tls, TimeProvider Clock, Action<string>? Log);
