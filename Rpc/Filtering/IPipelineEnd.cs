namespace Course.Rpc.Filtering;

/// <summary>One end of the filter pipeline: the wire, or the called object.</summary>
internal interface IPipelineEnd
{
    /// <summary>Takes an envelope that has passed all filters. On the loop.</summary>
    void Accept(in Envelope envelope);
}
