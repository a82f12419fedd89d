using System.Globalization;
using Course.Hosting;

namespace Course.Commands.Demo;

/// <summary>
/// One run: starts the processes, deals out the lines, injects the faults, ends the session. Every wait is for an event of a
/// process; the only clock is the guard, and its firing is the error <see cref="RunEnd.Hang"/>.
/// </summary>
internal sealed class DemoRun
{
    private readonly DemoOptions _options;
    private readonly IDemoView _view;
    private readonly DemoCast _cast;
    private readonly Random _random;
    private readonly Shares _shares;
    private readonly List<string> _killed = [];
    private readonly List<string> _stopped = [];

    private DemoRun(DemoOptions options, IDemoView view, DemoCast cast)
    {
        _options = options;
        _view = view;
        _cast = cast;
        _random = new Random(options.Seed);
        _shares = new Shares(options, _random);
    }

    /// <summary>Runs to the end; the traces are in the folder, whatever the end is.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="view">Hears what happens.</param>
    /// <param name="interrupt">Ctrl+C: ends all processes.</param>
    public static async Task<RunRecord> RunAsync(DemoOptions options, IDemoView view, CancellationToken interrupt)
    {
        using var guard = new CancellationTokenSource(options.Guard);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(guard.Token, interrupt);
        await using var cast = new DemoCast(options, view, either.Token);
        var run = new DemoRun(options, view, cast);
        try
        {
            await run.PlayAsync();
            return run.Record(RunEnd.Finished, "");
        }
        catch (OperationCanceledException) when (!interrupt.IsCancellationRequested)
        {
            var seconds = options.Guard.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return run.Record(RunEnd.Hang, $"after {seconds} s the run still waited for {cast.WaitingFor}. {cast.Describe()}");
        }
        catch (PeerEndedException e)
        {
            return run.Record(RunEnd.Failed, e.Message);
        }
    }

    private RunRecord Record(RunEnd end, string words) => new(end, words, [.. _cast.Peers.Select(p => p.Name)], _killed, _stopped);

    private async Task PlayAsync()
    {
        await _cast.StartAsync();
        foreach (var peer in _cast.Peers) peer.Say(_shares, phase: 0);
        for (var fault = 1; fault <= _options.Fault.Count; fault++)
        {
            await InjectAsync(fault);
            foreach (var peer in _cast.Survivors) peer.Say(_shares, fault);
        }

        await WaitForEverythingAsync();
        await WakeAsync();
        await _cast.LeaveAsync();
    }

    private Task InjectAsync(int fault) => _options.Fault.Kind switch
    {
        FaultKind.KillAt when fault == 1 => WaitForSelfKillAsync(_options.Fault.At!),
        FaultKind.KillClient => KillAsync(fault, () => _cast.Clients[_random.Next(_cast.Clients.Count)], "a client"),
        FaultKind.Stop => StopAsync(fault),
        _ => KillAsync(fault, () => _cast.Relayer, "the relayer"),
    };

    private async Task WaitForSelfKillAsync(KillPoint at)
    {
        var victim = _cast.Relayer;
        victim.MayEnd = true;

        // A relayer gives a broadcast to itself last, so one that dies inside its K-th never delivers K lines.
        await _cast.Until($"{victim.Name} to kill itself at {at}", () => victim.HasExited || victim.Delivered >= at.Broadcast);
        victim.MayEnd = false;
        if (!victim.HasExited) return;
        Fell(victim, $"{victim.Name} (the relayer) killed itself: {at.Sends} sends of its broadcast {at.Broadcast} had left");
    }

    private async Task KillAsync(int fault, Func<DemoPeer> choose, string role)
    {
        await WaitForMomentAsync(fault);
        var victim = choose();
        victim.MayEnd = true;
        victim.Child.Kill();
        await _cast.Until($"the process of {victim.Name} to end", () => victim.HasExited);
        Fell(victim, $"{victim.Name} ({role}) was killed after {victim.Delivered} deliveries");
    }

    private async Task StopAsync(int fault)
    {
        await WaitForMomentAsync(fault);
        var victim = _cast.Relayer;
        victim.IsVictim = true;
        ProcessSignals.Stop(victim.Child.Process);
        _stopped.Add(victim.Name);
        _view.Tell($"{victim.Name} (the relayer) was stopped after {victim.Delivered} deliveries; the others wait out its silence");
    }

    private void Fell(DemoPeer victim, string sentence)
    {
        victim.IsVictim = true;
        _killed.Add(victim.Name);
        _view.Tell(sentence);
    }

    /// <summary>
    /// The next fault comes when every survivor has one of its lines of this phase back, and a seeded number of deliveries more
    /// was seen. These lines were said after the last fault, so the new relayer numbered them: its synchronization phase is over.
    /// </summary>
    private async Task WaitForMomentAsync(int fault)
    {
        var survivors = _cast.Survivors;
        var phase = survivors.Sum(peer => _shares.Count(peer.Index, fault - 1));
        var moment = survivors.Max(peer => peer.Delivered) + 1 + _random.Next(Math.Max(1, phase / 2));
        await _cast.Until(
            $"the moment of fault {fault}",
            () => survivors.All(peer => peer.Own > peer.OwnBeforePhase) && survivors.Max(peer => peer.Delivered) >= moment);
    }

    /// <summary>
    /// All own lines are back everywhere and every leave was noticed; then one survivor's mark comes after all of them in the
    /// order, so who has the mark has everything.
    /// </summary>
    private async Task WaitForEverythingAsync()
    {
        var survivors = _cast.Survivors;
        var gone = _cast.Peers.Where(peer => peer.IsVictim).ToList();
        await _cast.Until(
            "every survivor to get its own lines back and to notice each leave",
            () => survivors.All(peer => peer.Own == peer.Said && gone.All(g => peer.HasSeenLeave.Contains(g.Name))));
        survivors[0].Child.Command("mark");
        await _cast.Until("every survivor to deliver the mark at the end", () => survivors.All(peer => peer.IsMarked));
        _view.Tell($"{string.Join(", ", survivors.Select(p => p.Name))} delivered all there is");
    }

    private async Task WakeAsync()
    {
        foreach (var peer in _cast.Peers.Where(peer => _stopped.Contains(peer.Name)))
        {
            peer.MayEnd = true;
            ProcessSignals.Continue(peer.Child.Process);
            await _cast.Until($"{peer.Name}, awake again, to learn of its exclusion and end", () => peer.HasExited);
            _view.Tell($"{peer.Name} woke up and ended: {peer.EndedBecause ?? "without a reason"}");
        }
    }
}
