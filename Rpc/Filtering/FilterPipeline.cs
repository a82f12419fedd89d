namespace Course.Rpc.Filtering;

/// <summary>The fixed list of a peer's filters between the application's end and the wire's end.</summary>
internal sealed class FilterPipeline
{
    private readonly ISendReceiveFilter[] _filters;
    private readonly FilterPosition[] _positions;
    private readonly IPipelineEnd _application;
    private readonly IPipelineEnd _wire;

    public FilterPipeline(IEnumerable<ISendReceiveFilter> filters, IPipelineEnd application, IPipelineEnd wire)
    {
        _filters = [.. filters];
        _positions = [.. _filters.Select((_, index) => new FilterPosition(this, index))];
        _application = application;
        _wire = wire;
        for (var index = 0; index < _filters.Length; index++) _filters[index].Attach(_positions[index]);
    }

    /// <summary>An envelope of the application starts its way to the wire.</summary>
    public void Send(in Envelope envelope) => SendFrom(0, envelope);

    /// <summary>An envelope from the wire starts its way to the application.</summary>
    public void Receive(in Envelope envelope) => DeliverFrom(_filters.Length - 1, envelope);

    internal void SendFrom(int index, in Envelope envelope)
    {
        // <A3.2> Take an envelope through the filters in order.
        // | The filter with this index is next, at its position; behind the last filter is the wire.
        // = // Without filters the way is straight, so that what needs none runs.
        // = if (_filters.Length > 0) throw new NotImplementedException("A3.2 Take an envelope through the filters in order.");
        // = _wire.Accept(envelope);
        if (index == _filters.Length) _wire.Accept(envelope);
        else _filters[index].OnSend(envelope, _positions[index]);
        // </A3.2>
    }

    internal void DeliverFrom(int index, in Envelope envelope)
    {
        // <A3.2> Take an envelope through the filters in order.
        // | The mirror: the filter with this index is next; before the first filter is the application.
        // = if (_filters.Length > 0) throw new NotImplementedException("A3.2 Take an envelope through the filters in order.");
        // = _application.Accept(envelope);
        if (index < 0) _application.Accept(envelope);
        else _filters[index].OnReceive(envelope, _positions[index]);
        // </A3.2>
    }
}
