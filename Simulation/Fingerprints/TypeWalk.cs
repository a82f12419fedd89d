namespace Course.Simulation.Fingerprints;

/// <summary>How objects of a type are walked.</summary>
internal enum TypeWalk : byte
{
    /// <summary>What the object is cannot be told.</summary>
    Opaque,

    /// <summary>Told by the name of its type alone.</summary>
    Constant,

    /// <summary>Told by a text.</summary>
    Text,

    /// <summary>Field by field.</summary>
    Fields,

    /// <summary>An array, item by item.</summary>
    Array,

    /// <summary>An array of bytes.</summary>
    Bytes,

    /// <summary>A delegate: its methods and their targets.</summary>
    Delegate,

    /// <summary>A collection, in the order of its enumeration.</summary>
    Ordered,

    /// <summary>A collection, in the order of its items' encodings.</summary>
    Unordered,

    /// <summary>A semaphore: its count.</summary>
    Semaphore,

    /// <summary>A source of cancellation: whether it was cancelled.</summary>
    Cancellation,

    /// <summary>A truth value. From here on values, which are no objects: they have no name, and cannot be shared.</summary>
    Bool,

    /// <summary>A number of 32 bits.</summary>
    Int,

    /// <summary>A number of 64 bits.</summary>
    Long,

    /// <summary>A number of 8 bits.</summary>
    Byte,

    /// <summary>A value that is told by its text.</summary>
    Formatted,

    /// <summary>A piece of memory, told by its bytes.</summary>
    Memory,

    /// <summary>A value that holds nothing.</summary>
    ValueConstant,

    /// <summary>A value, field by field.</summary>
    ValueFields,
}
