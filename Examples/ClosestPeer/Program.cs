// The closest peer fails: everybody talks to the relayer, and it dies when one of the relays of a broadcast has left. Four cases: whose
// broadcast it was, and whether a survivor speaks at once in the new view.
//   dotnet run --project Examples/ClosestPeer
// Whole peers in virtual time, with both bufferings; ends with 1 if a survivor loses, doubles or reorders a word.
using Course.Examples;
using Course.Peers;

var problems = 0;
foreach (var (buffering, ordering) in new[] { ("distributed", Ordering.Distributed), ("replicated", Ordering.Replicated) })
{
    Console.WriteLine($"{buffering} buffering");
    foreach (var each in ClosestPeerCase.All)
    {
        var run = each.Run(ordering);
        Console.WriteLine($"  {each.Name}");
        foreach (var cut in run.Witness.PartialMulticasts)
        {
            Console.WriteLine(
                $"    relay {cut.Sequence} ({cut.Id}) of {cut.Relayer} reached {string.Join(", ", cut.Reached)} and missed "
                + $"{string.Join(", ", cut.Missed)}; {run.Witness.SentReports} reports, {run.Witness.Fills} fills, "
                + $"{run.Witness.Held} held: {(cut.IsCompleted ? "completed" : "NOT completed")}");
        }

        Console.WriteLine($"    every survivor heard: {string.Join(" | ", run.Heard[0])}");
        foreach (var problem in run.Problems) Console.WriteLine($"    PROBLEM {problem}");
        problems += run.Problems.Count;
    }
}

Console.WriteLine(problems == 0 ? "All four cases hold with both bufferings." : $"{problems} problems.");
return problems == 0 ? 0 : 1;
