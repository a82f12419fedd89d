using Course.Simulation.Checking;

namespace Course.Simulation.Exploring;

/// <summary>
/// Breadth-first search over all schedules within the bounds. Peers run only for steps that were never made (in parallel, if there are
/// several workers); everything else is plain data, entered by one thread in an order that depends on nothing but the bounds. So the
/// first violation found is a shortest one, and the same in every run.
/// </summary>
internal sealed class Explorer
{
    private const int StatesOfABatch = 4096;
    private readonly ExplorationBounds _bounds;
    private readonly LocalHistories _histories;
    private readonly StateSpace _space;
    private readonly StateTable _states;
    private readonly HistoryJudge _judge;
    private readonly StepMaker _maker;
    private readonly ChoiceBatch _batch;
    private readonly int[] _next;
    private long _tried;
    private long _quiet;
    private long _cuts;
    private long _partialCuts;
    private long _mostPartial;
    private long _relayerCrashes;
    private long _crashesInSynchronization;
    private int _scriptedCrashes;
    private int _depth;

    public Explorer(ExplorationBounds bounds, StepMaker maker, ItemTable items)
    {
        _bounds = bounds;
        _maker = maker;
        _histories = new LocalHistories(items, countsMessages: bounds.Costs is not null);
        _space = new StateSpace(bounds, _histories, items);
        _states = new StateTable(_space.Width);
        _judge = new HistoryJudge(_histories, bounds);
        _batch = new ChoiceBatch(_space);
        _next = new int[_space.Width];
    }

    public ExplorationCounts Counts => new()
    {
        States = _states.Count,
        Choices = _tried,
        Depth = _depth,
        Quiet = _quiet,
        Cuts = _cuts,
        PartialCuts = _partialCuts,
        MostPartial = _mostPartial,
        RelayerCrashes = _relayerCrashes,
        CrashesInSynchronization = _crashesInSynchronization,
        ScriptedCrashes = _scriptedCrashes,
        LocalStates = _histories.Nodes,
        LocalSteps = _histories.Steps,
    };

    /// <summary>The schedule that first led to a state.</summary>
    public Schedule ScheduleOf(int state, Choice? last = null)
    {
        var steps = new List<ScheduleStep>();
        if (last is { } choice) steps.Add(Named(state, choice));
        for (var (from, at) = _states.OriginOf(state); from >= 0; (from, at) = _states.OriginOf(from)) steps.Add(Named(from, at));
        steps.Reverse();
        return new Schedule(steps);
    }

    public ExplorationResult Run(IProgress<ExplorationProgress>? progress)
    {
        if (Start() is { } refused) return refused;
        for (int first = 0, end = _states.Count; first < end; (first, end) = (end, _states.Count))
        {
            for (var batch = first; batch < end; batch += StatesOfABatch)
            {
                progress?.Report(new ExplorationProgress(_states.Count, _depth, end - batch, _histories.Steps));
                var last = Math.Min(batch + StatesOfABatch, end);
                if (MakeSteps(batch, last) is { } broken) return broken;
                for (var state = batch; state < last; state++)
                {
                    if (Expand(state) is { } found) return found;
                }

                if (_states.Count > _bounds.Budget) return Result(ExplorationOutcome.OutOfBudget) with { Reason = Budget };
            }

            if (_states.Count > end) _depth++;
        }

        return Judged();
    }

    private string Budget => $"the budget of {_bounds.Budget:N0} states was met; raise --budget or lower the bounds";

    private ExplorationResult Judged()
    {
        var missing = _bounds.Witnesses.Where(witness => !Counts.Saw(witness)).Select(witness => witness.ToString()).ToList();
        if (_scriptedCrashes < _bounds.ScriptedCrashes.Count && _bounds.ScriptedCrashes[_scriptedCrashes] is var crash)
            missing.Add($"the crash of the relayer after {crash.AfterSends} sends of its relay {crash.Relay}");
        return missing.Count > 0
            ? Result(ExplorationOutcome.Vacuous) with { Reason = $"never seen: {string.Join(", ", missing)}", Digest = _histories.Digest() }
            : Result(ExplorationOutcome.Holds) with { Digest = _histories.Digest(), Outcomes = _judge.Outcomes().ToString() };
    }

    private ExplorationResult Result(ExplorationOutcome outcome) => new(outcome, Counts, _bounds);

    /// <summary>A session starts formed: each peer has made its first step.</summary>
    private ExplorationResult? Start()
    {
        var needs = Enumerable.Range(0, _bounds.Peers)
            .Select(peer => (_histories.Unstarted(peer), new LocalInput(LocalInputKind.Start, 0, 0)))
            .ToList();
        Array.Clear(_next);
        if (Enter(needs, -1) is { } broken) return broken;
        for (var peer = 0; peer < _bounds.Peers; peer++) _next[peer] = needs[peer].Item1.Steps[needs[peer].Item2].To.Number;
        _states.TryAdd(_next, -1, default);
        return null;
    }

    /// <summary>Makes the steps that the states of a batch need and that were never made.</summary>
    private ExplorationResult? MakeSteps(int first, int end)
    {
        _batch.Read(_states, first, end);
        if (Enter(_batch.Needs, first) is { } broken) return broken;
        _batch.TakeMade();
        return null;
    }

    private ExplorationResult? Enter(IReadOnlyList<(LocalNode Node, LocalInput Input)> needs, int state)
    {
        for (var first = 0; first < needs.Count;)
        {
            foreach (var made in _maker.Make(needs, first))
            {
                var (node, input) = needs[first++];
                if (made.Difference is { } difference)
                    return Result(ExplorationOutcome.Nondeterministic) with { Reason = difference };
                if (made.Output.Endless is { } endless)
                {
                    var schedule = state < 0 ? new Schedule([]) : ScheduleTo(node, input, state);
                    return Result(ExplorationOutcome.Hung) with { Reason = $"p{node.Peer + 1}: {endless}", Schedule = schedule };
                }

                _histories.Enter(node, input, made);
            }
        }

        return null;
    }

    /// <summary>The schedule that ends with a step which was needed by some state from a batch on.</summary>
    public Schedule ScheduleTo(LocalNode node, LocalInput input, int first)
    {
        var choices = new List<Choice>();
        for (var state = Math.Max(0, first); state < _states.Count; state++)
        {
            var row = _states[state];
            choices.Clear();
            _space.AddChoices(row, choices);
            foreach (var choice in choices)
            {
                if (row[choice.Peer] == node.Number && _space.InputOf(row, choice) == input) return ScheduleOf(state, choice);
            }
        }

        return new Schedule([]);
    }

    private ExplorationResult? Expand(int state)
    {
        var row = _states[state];
        var choices = _batch.ChoicesOf(state);
        var steps = _batch.StepsOf(state);
        var isSynchronizing = IsSynchronizing(row);
        var isQuiet = true;
        for (var i = 0; i < choices.Length; i++)
        {
            ref readonly var choice = ref choices[i];
            var step = steps[i];
            _space.Apply(row, choice, step, _next);
            if (_next.AsSpan().SequenceEqual(row)) continue;
            _tried++;
            isQuiet &= choice.Kind is ScheduleStepKind.Crash or ScheduleStepKind.Leave or ScheduleStepKind.Suspect;
            if (_space.NodeOf(_next, choice.Peer).Fate == LocalFate.Crashed)
                CountCrash(choice.Peer, (step?.To ?? _space.NodeOf(row, choice.Peer)).IsRelayer, isSynchronizing);
            if (WrongIn(step) is { } wrong) return Violated(state, choice, wrong);
            if (!_states.TryAdd(_next, state, choice)) continue;
            // Every state but the first was judged when it was found: a peer that shows the checkers nothing new makes no other verdict.
            if (state > 0 && _judge.LooksAlike(row[choice.Peer], _next[choice.Peer])) continue;
            if (_judge.JudgeAlways(_next) is { } violation) return Violated(state, choice, violation);
        }

        if (!isQuiet) return null;
        _quiet++;
        return (OpenDeliveryIn(row) ?? _judge.JudgeQuiet(row)) is { } atQuiet ? Violated(state, null, atQuiet) : null;
    }

    /// <summary>Nothing is left to happen, and a delivery has not ended: nothing can end it any more.</summary>
    private Violation? OpenDeliveryIn(ReadOnlySpan<int> row)
    {
        for (var peer = 0; peer < _bounds.Peers; peer++)
        {
            if (_space.NodeOf(row, peer) is { Fate: LocalFate.Live, OpenDelivery: { } open }) return Violation.OfOpenDelivery(peer, open);
        }

        return null;
    }

    private Violation? WrongIn(LocalStep? step)
    {
        if (step?.Fault is { } fault) return new Violation(null, $"no fault: p{step.From.Peer + 1} fails: {fault}");
        return step?.BrokenBound is { } broken && _bounds.Guarantees.Contains(Guarantee.BufferBounds)
            ? new Violation(Guarantee.BufferBounds, $"{GuaranteeNames.Of(Guarantee.BufferBounds)}: {broken}")
            : null;
    }

    private ExplorationResult Violated(int state, Choice? last, Violation violation) =>
        Result(ExplorationOutcome.Violated) with { Violation = violation, Schedule = ScheduleOf(state, last) };

    private bool IsSynchronizing(ReadOnlySpan<int> row)
    {
        for (var peer = 0; peer < _bounds.Peers; peer++)
        {
            if (_space.NodeOf(row, peer) is { Fate: LocalFate.Live, IsSynchronizing: true }) return true;
        }

        return false;
    }

    private void CountCrash(int peer, bool isRelayer, bool isSynchronizing)
    {
        var partial = _space.PartialAfterCrash(_next, peer);
        _cuts++;
        if (partial > 0) _partialCuts++;
        _mostPartial = Math.Max(_mostPartial, partial);
        if (isRelayer) _relayerCrashes++;
        _scriptedCrashes = Math.Max(_scriptedCrashes, StateSpace.ScriptedCrashesIn(_next));
        if (isSynchronizing) _crashesInSynchronization++;
    }

    private ScheduleStep Named(int state, Choice choice)
    {
        var row = _states[state];
        var isOfALink = choice.Kind is ScheduleStepKind.Deliver or ScheduleStepKind.Lose or ScheduleStepKind.Duplicate;
        var item = isOfALink
            ? _space.ItemOf(_space.ItemsOn(row, choice.Other, choice.Peer)[choice.Argument]).Name
            : "";
        var other = isOfALink || choice.Kind == ScheduleStepKind.Suspect ? choice.Other + 1 : 0;
        var index = item.Length > 0 ? choice.Argument : 0;
        int[] kept = choice.Kind == ScheduleStepKind.Crash ? _space.CutOf(row, choice) : [];
        return new ScheduleStep(choice.Kind, choice.Peer + 1, other, item, index, kept);
    }
}
