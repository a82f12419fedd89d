using Course.Rpc.Sessions;

namespace Course.Examples;

/// <summary>
/// One way to bring what is said here to the rooms of all members, this one's included. Say something after the start only, on an
/// application thread.
/// </summary>
internal interface ILayer : IChat, IAsyncDisposable
{
    /// <summary>Completes when all members are there.</summary>
    Task Started { get; }

    /// <summary>Completes when the session is over for this member against its will.</summary>
    Task<SessionEnd> Ended { get; }
}
