using Course.Rpc.Tracing;
using Course.Simulation.Checking;
using Course.Simulation.Viewing;

namespace Course.Commands.Viewing;

/// <summary>The run in a folder, as it is judged and shown.</summary>
internal static class RunView
{
    /// <summary>Reads the traces of a folder.</summary>
    /// <exception cref="CommandException">It holds no traces, or one breaks a rule.</exception>
    public static RunHistory Load(string folder)
    {
        try
        {
            return TraceFolder.Load(folder);
        }
        catch (Exception e) when (e is TraceFormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(e.Message);
        }
    }

    /// <summary>The run of a folder for the page.</summary>
    /// <exception cref="CommandException">It holds no traces, or one breaks a rule.</exception>
    public static PagedRun Paged(string folder, string title)
    {
        var run = Load(folder);
        PeerRecord[] records = [.. run.Peers.Select(peer => new PeerRecord(peer.Name, peer.Events))];
        return new PagedRun(title, records, run.Facts) { Report = Checkers.Run(run) };
    }

    /// <summary>Writes the page of a folder into it.</summary>
    /// <returns>Its path; null if the run is too long for a page, which is then said on the console.</returns>
    /// <exception cref="CommandException">The folder holds no traces, or the page cannot be written.</exception>
    public static string? WritePage(string folder, string title) => PageFile.Write(folder, Paged(folder, title));
}
