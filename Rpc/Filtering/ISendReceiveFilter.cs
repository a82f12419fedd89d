namespace Course.Rpc.Filtering;

/// <summary>
/// The extension point of the RPC layer: a pair that sees every envelope of its peer, calls and answers, to others and to itself.
/// Send order is application → wire, receive order its mirror. The list of filters is fixed when the peer is built.
/// </summary>
/// <remarks>
/// Both methods run on the peer's loop, never at the same time. A filter passes an envelope on by <see cref="FilterPosition.SendOn"/>
/// or <see cref="FilterPosition.DeliverOn"/>, 0..n times, now or on a later event. An exception ends the step and is reported by the loop;
/// a codec error (<c>MessageFormatException</c>) in <see cref="OnReceive"/> ends the link to the sender.
/// </remarks>
public interface ISendReceiveFilter
{
    /// <summary>Called once, before any envelope.</summary>
    /// <param name="at">This filter's place in the pipeline, to be kept for envelopes passed on later.</param>
    void Attach(FilterPosition at)
    {
    }

    /// <summary>An envelope on its way to the wire.</summary>
    void OnSend(in Envelope envelope, FilterPosition at);

    /// <summary>An envelope on its way to the application.</summary>
    void OnReceive(in Envelope envelope, FilterPosition at);
}
