namespace Course.Rpc.Serialization;

/// <summary>The kinds of value that the MessagePack format knows; a timestamp is an extension of type -1.</summary>
public enum MessagePackType
{
    Nil,
    Boolean,
    Integer,
    Float,
    String,
    Binary,
    Array,
    Map,
    Extension,
}
