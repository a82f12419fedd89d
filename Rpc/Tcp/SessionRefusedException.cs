namespace Course.Rpc.Tcp;

/// <summary>The rendezvous is there and does not admit this peer. The message says by which rule and what to do.</summary>
public sealed class SessionRefusedException : Exception
{
    /// <param name="rule">The rule by which the peer was refused.</param>
    /// <param name="message">Who, what, which rule, what next.</param>
    public SessionRefusedException(RefusalRule rule, string message)
        : base(message) => Rule = rule;

    /// <summary>The rule by which the peer was refused.</summary>
    public RefusalRule Rule { get; }
}
