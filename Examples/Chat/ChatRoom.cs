namespace Course.Examples;

/// <summary>What every peer of the chat can do to every room.</summary>
public interface IChat
{
    /// <summary>Says something; the result is its place in the order, the same at all peers.</summary>
    Task<int> Say(string user, string text);
}

internal sealed class ChatRoom : IChat
{
    private int _lines;

    public Task<int> Say(string user, string text)
    {
        Console.WriteLine($"{++_lines}. {user}: {text}");
        return Task.FromResult(_lines);
    }
}
