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
        if (index == _filters.Length) _wire.Accept(envelope);
        else _filters[index].OnSend(envelope, _positions[index]);
    }

    internal void DeliverFrom(int index, in Envelope envelope)
    {
        if (index < 0) _application.Accept(envelope);
        else _filters[index].OnReceive(envelope, _positions[index]);
    }
}
