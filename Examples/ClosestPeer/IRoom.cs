namespace Course.Examples;

/// <summary>What all peers of the scenario share: a room in which everybody hears the same words in the same order.</summary>
public interface IRoom
{
    /// <summary>Says something to all.</summary>
    void Say(string words);
}
