namespace Course.Filters;

/// <summary>
/// The messages between fault-tolerance managers, as a remote contract: what one manager tells another. The filter that receives
/// them turns them into events; no object is called.
/// </summary>
public interface IManagerMessages
{
    /// <summary>A client tells the relayer the last relay that it has received.</summary>
    void Acknowledge(int epoch, long last);

    /// <summary>A slave manager tells the new master what it holds; in parts, when the entries are large.</summary>
    void Report(ReportPart part);

    /// <summary>The master manager tells a slave that the synchronization phase is over.</summary>
    void FinishSynchronization(int epoch, long last);

    /// <summary>A peer tells another that a member is gone.</summary>
    void Left(int member, string reason);
}

/// <summary>A part of a report.</summary>
/// <param name="Epoch">The epoch that begins.</param>
/// <param name="Last">The last relay that the reporter has received; 0 for nothing yet.</param>
/// <param name="Entries">Relays that it holds, in order.</param>
/// <param name="IsLast">Whether the report is complete with this part.</param>
public sealed record ReportPart(int Epoch, long Last, IReadOnlyList<ReportEntry> Entries, bool IsLast);

/// <summary>A relay that a reporter holds.</summary>
/// <param name="Sequence">Its place in the order.</param>
/// <param name="Host">The number of its owner.</param>
/// <param name="LocalNumber">The local number at its owner.</param>
/// <param name="Body">The encoded application call.</param>
public readonly record struct ReportEntry(long Sequence, int Host, long LocalNumber, ReadOnlyMemory<byte> Body);
