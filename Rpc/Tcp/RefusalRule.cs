namespace Course.Rpc.Tcp;

/// <summary>The rule by which a hello was refused.</summary>
public enum RefusalRule
{
    /// <summary>The two sides speak different versions of the protocol.</summary>
    Version = 1,

    /// <summary>The hello breaks the format, or the name of the session or of the peer breaks the rule for names.</summary>
    Hello = 2,

    /// <summary>The secrets of the two sides differ, or only one side has one.</summary>
    Secret = 3,

    /// <summary>Another peer bears the name in this session.</summary>
    NameTaken = 4,

    /// <summary>The session has started; late joiners are not admitted.</summary>
    Started = 5,

    /// <summary>The peers disagree about the number of members.</summary>
    Members = 6,

    /// <summary>The rendezvous has as many sessions or members as it may have.</summary>
    Full = 7,

    /// <summary>The peer that dials is not a member, or its link is there already.</summary>
    Link = 8,

    /// <summary>The others have excluded the peer that dials.</summary>
    Excluded = 9,
}
