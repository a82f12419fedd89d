using Course.Filters;

namespace Course.Tests.Lab3;

/// <summary>What is broadcast in the tests of lab 3.</summary>
public interface ISequencer
{
    void Broadcast(string text);
}

/// <summary>What is relayed in the tests of lab 3.</summary>
public interface IClient
{
    void Relay(string text);
}

/// <summary>The forms of these calls.</summary>
internal static class Forms
{
    public static CallForm Broadcast { get; } = new(nameof(ISequencer), "Broadcast(String)");

    public static CallForm Relay { get; } = new(nameof(IClient), "Relay(String)");

    public static HeaderList Headers => new(Broadcast, Relay);
}
