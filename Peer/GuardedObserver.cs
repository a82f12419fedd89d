using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Peers;

/// <summary>An observer of the application: what it throws is reported, and must not keep the session from starting or going on.</summary>
/// <param name="observer">The application's observer.</param>
/// <param name="report">Hears what it throws.</param>
internal sealed class GuardedObserver(ISessionObserver observer, Action<Exception> report) : ISessionObserver
{
    public void OnStarted(SessionStart start) => Guard(() => observer.OnStarted(start));

    public void OnJoined(SessionMember member) => Guard(() => observer.OnJoined(member));

    public void OnLeft(SessionMember member, LeaveReason reason, string detail) => Guard(() => observer.OnLeft(member, reason, detail));

    public void OnTick() => Guard(observer.OnTick);

    public void OnEnded(LeaveReason reason, string detail) => Guard(() => observer.OnEnded(reason, detail));

    private void Guard(Action call)
    {
        try
        {
            call();
        }
#pragma warning disable CA1031 // Reported, not swallowed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report(exception);
        }
    }
}
