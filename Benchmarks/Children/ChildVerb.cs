namespace Course.Benchmarks.Children;

/// <summary>What a child is asked for.</summary>
internal enum ChildVerb
{
    /// <summary>Open the hub, or connect to it; answered when the system is complete.</summary>
    Start,

    /// <summary>A run begins: reset the check, note what has been used so far.</summary>
    Begin,

    /// <summary>Send one-way messages as fast as they are taken.</summary>
    Send,

    /// <summary>Send one message, await its own delivery, send the next.</summary>
    Echo,

    /// <summary>Await one call after another for its result.</summary>
    AwaitedEcho,

    /// <summary>Calls with a result, 256 in flight.</summary>
    SendReturning,

    /// <summary>Count the bytes of this process's sockets from now on.</summary>
    WireOn,

    /// <summary>Stop it, and tell the count.</summary>
    WireOff,

    /// <summary>Send one-way messages until told to stop; answered at once.</summary>
    Load,

    /// <summary>Stop the load, and tell how many messages it had.</summary>
    StopLoad,

    /// <summary>Tell when the first delivery came after the hub had left.</summary>
    AwaitFailover,

    /// <summary>A run that began without known counts has these.</summary>
    Expect,

    /// <summary>Wait for the last delivery, and tell what was used and found since Begin.</summary>
    Finish,
}
