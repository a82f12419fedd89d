namespace Course.Rpc.Filtering;

/// <summary>A place between two neighbours of the pipeline, from which envelopes continue either way. On the loop only.</summary>
public sealed class FilterPosition
{
    private readonly FilterPipeline _pipeline;
    private readonly int _index;

    internal FilterPosition(FilterPipeline pipeline, int index)
    {
        _pipeline = pipeline;
        _index = index;
    }

    /// <summary>Continues toward the wire: the next filter's send half, or the wire.</summary>
    public void SendOn(in Envelope envelope)
    {
        // <A3.2> Take an envelope through the filters in order.
        _pipeline.SendFrom(_index + 1, envelope);
        // </A3.2>
    }

    /// <summary>Continues toward the application: the next filter's receive half, or the called object.</summary>
    public void DeliverOn(in Envelope envelope)
    {
        // <A3.2> Take an envelope through the filters in order.
        _pipeline.DeliverFrom(_index - 1, envelope);
        // </A3.2>
    }
}
