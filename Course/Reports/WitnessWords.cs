using System.Globalization;
using Course.Simulation.Checking;

namespace Course.Commands.Reports;

/// <summary>What the traces show of the faults and of what followed, in a line or two.</summary>
internal static class WitnessWords
{
    public static IEnumerable<string> Of(Witness witness)
    {
        foreach (var cut in witness.PartialMulticasts)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"relay {cut.Sequence} of {cut.Relayer} ({cut.Id}) reached {string.Join(", ", cut.Reached)} "
                + $"and missed {string.Join(", ", cut.Missed)}: {(cut.IsCompleted ? "completed" : "not completed")}");
        }

        if (witness.LastEpoch > 1 || witness.SentReports > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"synchronization: {witness.SentReports} reports, {witness.Fills} fills, {witness.SentFinishes} finishes, "
                + $"{witness.Held} held and {witness.Resends} re-sent broadcasts, last epoch {witness.LastEpoch}");
        }
    }
}
