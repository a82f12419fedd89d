namespace Course.FaultTolerance;

/// <summary>
/// What the filters ask of the managers and see of them: nothing of buffers and logs. Tests of the filters put a recorder in their place.
/// </summary>
internal interface IFaultToleranceManagers
{
    /// <inheritdoc cref="FaultToleranceManagers.Epoch"/>
    Epoch Epoch { get; }

    /// <inheritdoc cref="FaultToleranceManagers.Last"/>
    LastReceived Last { get; }

    /// <inheritdoc cref="FaultToleranceManagers.Relayer"/>
    PeerNumber Relayer { get; }

    /// <inheritdoc cref="FaultToleranceManagers.IsRelayer"/>
    bool IsRelayer { get; }

    /// <inheritdoc cref="FaultToleranceManagers.Handle"/>
    void Handle<TEvent>(in TEvent e, IEffectSink sink) where TEvent : struct, IEvent;
}
