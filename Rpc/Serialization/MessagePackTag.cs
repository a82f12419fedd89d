namespace Course.Rpc.Serialization;

/// <summary>The first byte of each value, as the format's specification numbers them.</summary>
internal static class MessagePackTag
{
    public const byte MaximumPositiveFixInt = 0x7f;
    public const byte FixMap = 0x80;
    public const byte FixArray = 0x90;
    public const byte FixString = 0xa0;
    public const byte Nil = 0xc0;
    public const byte NeverUsed = 0xc1;
    public const byte False = 0xc2;
    public const byte True = 0xc3;
    public const byte Binary8 = 0xc4;
    public const byte Binary16 = 0xc5;
    public const byte Binary32 = 0xc6;
    public const byte Extension8 = 0xc7;
    public const byte Extension16 = 0xc8;
    public const byte Extension32 = 0xc9;
    public const byte Float32 = 0xca;
    public const byte Float64 = 0xcb;
    public const byte UInt8 = 0xcc;
    public const byte UInt16 = 0xcd;
    public const byte UInt32 = 0xce;
    public const byte UInt64 = 0xcf;
    public const byte Int8 = 0xd0;
    public const byte Int16 = 0xd1;
    public const byte Int32 = 0xd2;
    public const byte Int64 = 0xd3;
    public const byte FixExtension1 = 0xd4;
    public const byte FixExtension2 = 0xd5;
    public const byte FixExtension4 = 0xd6;
    public const byte FixExtension8 = 0xd7;
    public const byte FixExtension16 = 0xd8;
    public const byte String8 = 0xd9;
    public const byte String16 = 0xda;
    public const byte String32 = 0xdb;
    public const byte Array16 = 0xdc;
    public const byte Array32 = 0xdd;
    public const byte Map16 = 0xde;
    public const byte Map32 = 0xdf;
    public const byte MinimumNegativeFixInt = 0xe0;

    /// <summary>The extension type that the specification gives to timestamps.</summary>
    public const sbyte TimestampExtension = -1;

    /// <summary>The kind of value a tag begins; null for the one tag that the format never uses.</summary>
    public static MessagePackType? TypeOf(byte tag) => tag switch
    {
        <= MaximumPositiveFixInt or >= MinimumNegativeFixInt or (>= UInt8 and <= Int64) => MessagePackType.Integer,
        (>= FixMap and < FixArray) or Map16 or Map32 => MessagePackType.Map,
        (>= FixArray and < FixString) or Array16 or Array32 => MessagePackType.Array,
        (>= FixString and < Nil) or (>= String8 and <= String32) => MessagePackType.String,
        Nil => MessagePackType.Nil,
        False or True => MessagePackType.Boolean,
        >= Binary8 and <= Binary32 => MessagePackType.Binary,
        (>= Extension8 and <= Extension32) or (>= FixExtension1 and <= FixExtension16) => MessagePackType.Extension,
        Float32 or Float64 => MessagePackType.Float,
        NeverUsed => null,
    };

    /// <summary>A tag in the words of the specification, for error texts: "0xc4 (bin 8)".</summary>
    public static string Describe(byte tag) => $"0x{tag:x2} ({Name(tag)})";

    private static string Name(byte tag) => tag switch
    {
        <= MaximumPositiveFixInt => "positive fixint",
        < FixArray => "fixmap",
        < FixString => "fixarray",
        < Nil => "fixstr",
        Nil => "nil",
        NeverUsed => "never used",
        False => "false",
        True => "true",
        <= Binary32 => $"bin {8 << (tag - Binary8)}",
        <= Extension32 => $"ext {8 << (tag - Extension8)}",
        <= Float64 => $"float {32 << (tag - Float32)}",
        <= UInt64 => $"uint {8 << (tag - UInt8)}",
        <= Int64 => $"int {8 << (tag - Int8)}",
        <= FixExtension16 => $"fixext {1 << (tag - FixExtension1)}",
        <= String32 => $"str {8 << (tag - String8)}",
        <= Array32 => $"array {16 << (tag - Array16)}",
        <= Map32 => $"map {16 << (tag - Map16)}",
        _ => "negative fixint",
    };
}
