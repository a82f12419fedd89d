using Course.Rpc.Serialization;

namespace Course.Tests.Rpc.Serialization;

// Declared types of many shapes, as applications declare them.

public enum Color
{
    Red = 1,
    Green = 200,
    Blue = -5,
}

public enum Wide : ulong
{
    Highest = ulong.MaxValue,
}

public readonly record struct Point(int X, int Y);

public readonly record struct Number(long Value);

public sealed record Line(string User, string? Text, int Position = 7, Color? Color = null);

public sealed record NewerLine(string User, string? Text, int Position, Color? Color, string[] Tags, Point Place);

public sealed record OlderLine(string User, string? Text);

public sealed record Box<T>(T Content, Box<T>? Inner);

public sealed record Tree(string Name, List<Tree> Children);

public sealed record Ping;

public record Base(int A)
{
    public int B { get; init; }
}

public sealed record Derived(int A, string C) : Base(A)
{
    public required bool D { get; init; }
}

public sealed class Settable
{
    public string Name { get; set; } = "unnamed";

    public int Length => Name.Length;

#pragma warning disable CA1051 // Fields of applications travel as well.
    public double Weight;
#pragma warning restore CA1051

    public required Point Place { get; init; }
}

public sealed record Keyed([Key(3)] string Last, [Key(0)] int First)
{
    [Key(1)]
    public bool Second { get; init; }
}

[Union(0, typeof(Circle))]
[Union(1, typeof(Square))]
[Union(7, typeof(Group))]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

public sealed record Group(Shape[] Shapes) : Shape;

public sealed record Star(int Points) : Shape;

/// <summary>A constructor with a rule, as protocol numbers have.</summary>
public readonly record struct Positive
{
    public Positive(int value) => Value = value > 0
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "must be positive");

    public int Value { get; }
}

/// <summary>As many kinds of members as fit one type.</summary>
public sealed record Everything(
    bool Flag, sbyte S8, byte U8, short S16, ushort U16, int S32, uint U32, long S64, ulong U64, float Single, double Double,
    decimal Decimal, char Character, string Text, Guid Guid, DateTime Time, DateTimeOffset Offset, TimeSpan Span, DateOnly Date,
    TimeOnly Clock, Color Color, int? Optional, byte[] Binary, int[] Array, List<string?> List, Dictionary<string, Point> Map,
    (int, string) Pair, Shape Shape);
