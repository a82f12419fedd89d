namespace Course.Commands.Chatting;

/// <summary>What the peers of <c>course peer</c> broadcast to one another.</summary>
public interface ILines
{
    /// <summary>One line of text.</summary>
    /// <param name="author">The peer that broadcast it.</param>
    /// <param name="text">The line, without its end.</param>
    Task Line(string author, string text);

    /// <summary>
    /// Marks a place in the order: who has delivered the mark has delivered all that was ordered before it.
    /// A demo ends on it, so that no peer leaves while something is still on its way.
    /// </summary>
    Task Mark(string author);
}
