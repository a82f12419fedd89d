namespace Course.FaultTolerance;

/// <summary>
/// The one queue of own broadcasts, in local order. A broadcast enters when the application sends it, held or not, and leaves only by
/// its echo. Two queues, one of held and one of sent broadcasts, would let a new broadcast overtake an old one on the second failure
/// (rule 15); a queue that forgets what it has sent again loses it there (trap 2). Bound: MaximumPending, kept by the out-coupler.
/// </summary>
internal sealed class PendingBroadcasts
{
    // <A4.3> Keep own broadcasts until their echo.
    // | Which of them does an echo remove? By id, and never one that is not named. Echoes come in local order; one that leaves an older
    // | broadcast out is a ProtocolViolationException, one of a broadcast that is not kept any more changes nothing.
    // = /// <summary>Own broadcasts without an echo.</summary>
    // = public int Count => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    // =
    // = /// <summary>The oldest that is kept; if none is, the number that is given next.</summary>
    // = public long FirstLocalNumber => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    // =
    // = /// <summary>The newest local number that was given; 0 before the first.</summary>
    // = public long LastLocalNumber => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    // =
    // = /// <summary>What was broadcast under this number.</summary>
    // = public Body this[long localNumber] => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    // =
    // = /// <summary>Gives the next local number, from 1, and keeps the body.</summary>
    // = public long Add(Body body) => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    // =
    // = /// <summary>An own broadcast has come back, as a relay or as a fill.</summary>
    // = public void RemoveEcho(BroadcastId id) => throw new NotImplementedException("A4.3 Keep own broadcasts until their echo.");
    private readonly NumberedRing<Body> _bodies = new(firstNumber: 1);

    public int Count => _bodies.Count;

    public long FirstLocalNumber => _bodies.First;

    /// <summary>The newest local number that was given; 0 before the first.</summary>
    public long LastLocalNumber => _bodies.Next - 1;

    public Body this[long localNumber] => _bodies[localNumber];

    public long Add(Body body) => _bodies.Add(body);

    /// <summary>An own broadcast has come back, as a relay or as a fill.</summary>
    public void RemoveEcho(BroadcastId id)
    {
        if (id.LocalNumber == _bodies.First && _bodies.Count > 0)
        {
            _bodies.RemoveFirst();
        }
        else if (id.LocalNumber >= _bodies.First)
        {
            throw new ProtocolViolationException(
                $"The echo of {id} came back to its owner, whose oldest broadcast without an echo is {id.Host}:{_bodies.First}: "
                + "the broadcasts of one sender must be numbered in local order and none may be left out (FIFO).");
        }
    }
    // </A4.3>
}
