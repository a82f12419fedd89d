namespace Course.Rpc.Filtering;

/// <summary>What an envelope carries.</summary>
public enum EnvelopeKind
{
    /// <summary>A call whose caller does not wait.</summary>
    OneWay = 0,

    /// <summary>A call whose caller waits for an answer.</summary>
    Request = 1,

    /// <summary>The result of a request.</summary>
    Reply = 2,

    /// <summary>The exception with which a request ended.</summary>
    Failure = 3,
}
