namespace Course.Rpc.Tcp.Wire;

/// <summary>The tag of a frame: what its payload is.</summary>
internal enum FrameType : byte
{
    /// <summary>A frame of the layers above.</summary>
    Data = 1,

    /// <summary>"Are you there?", asked by a peer's loop each fifth of the silence bound.</summary>
    Ping = 2,

    /// <summary>The answer of the other peer's loop.</summary>
    Pong = 3,

    /// <summary>The peer leaves of its own will; the last frame of its link.</summary>
    Goodbye = 4,

    /// <summary>The receiver was excluded; the payload says why. The last frame of the link.</summary>
    Excluded = 5,

    /// <summary>A peer wants to join a session.</summary>
    JoinHello = 16,

    /// <summary>A member dials another.</summary>
    LinkHello = 17,

    /// <summary>The nonce of the side that was dialed.</summary>
    Challenge = 18,

    /// <summary>The dialer's proof that it knows the key.</summary>
    Proof = 19,

    /// <summary>The dialed side's proof, and what it grants.</summary>
    Welcome = 20,

    /// <summary>The dialed side's refusal: a rule and a text.</summary>
    Refused = 21,

    /// <summary>The frozen member list.</summary>
    Start = 22,
}
