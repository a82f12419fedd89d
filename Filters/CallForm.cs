using Course.Rpc.Filtering;

namespace Course.Filters;

/// <summary>A call as it looks from outside: the called object and the method's header.</summary>
/// <param name="Target">The name under which the object is registered.</param>
/// <param name="Header"><c>Name(Type,Type)</c>.</param>
public sealed record CallForm(string Target, string Header)
{
    /// <summary>Whether an envelope is such a call.</summary>
    public bool Matches(in Envelope envelope)
    {
        // <A3.1> Tell the calls apart.
        // | Object and method, letter by letter: a call of the same method on another object is another call.
        return string.Equals(envelope.Header, Header, StringComparison.Ordinal)
            && string.Equals(envelope.Target, Target, StringComparison.Ordinal);
        // </A3.1>
    }
}
