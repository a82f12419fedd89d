using System.Globalization;
using Course.Simulation.Viewing;

namespace Course.Commands.Viewing;

/// <summary>The page of a run as a file in the run's folder.</summary>
internal static class PageFile
{
    /// <summary>The page's name in each folder.</summary>
    public const string Name = "page.html";

    /// <summary>The most events of a page: about 60 MB, which browsers still open.</summary>
    public const int MaximumEvents = 1_000_000;

    /// <summary>Writes the page of a run, or of two side by side.</summary>
    /// <returns>Its path; null if the run has more events than a page holds, which is then said on the console.</returns>
    /// <exception cref="CommandException">The file cannot be written.</exception>
    public static string? Write(string folder, PagedRun run, PagedRun? beside = null, string? difference = null)
    {
        var events = run.Peers.Sum(peer => (long)peer.Events.Count);
        if (events > MaximumEvents)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"note: no page: the run has {events:N0} events and a page holds {MaximumEvents:N0}; use fewer --messages"));
            return null;
        }

        var path = Path.Combine(folder, Name);
        try
        {
            using var output = new StreamWriter(path);
            RunPage.Write(output, run, beside, difference);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the page {path} cannot be written: {e.Message}", ExitCode.Failed);
        }
    }
}
