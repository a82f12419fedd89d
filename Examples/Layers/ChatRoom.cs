namespace Course.Examples;

/// <summary>What every member can do to every room.</summary>
public interface IChat
{
    /// <summary>Says something in all rooms.</summary>
    void Say(string user, string text);
}

/// <summary>The application: the same object at every layer.</summary>
internal sealed class ChatRoom : IChat
{
    public void Say(string user, string text) => Console.WriteLine($"{user}: {text}");
}
