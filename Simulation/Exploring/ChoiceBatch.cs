using System.Runtime.InteropServices;

namespace Course.Simulation.Exploring;

/// <summary>
/// The choices of some states that follow each other, found once: to learn which steps they need, and to take them. One thread.
/// </summary>
internal sealed class ChoiceBatch(StateSpace space)
{
    private readonly List<Choice> _choices = [];
    private readonly List<LocalStep?> _steps = [];
    private readonly List<int> _ends = [];
    private readonly List<(int Choice, LocalNode Node, LocalInput Input)> _open = [];
    private readonly List<(LocalNode, LocalInput)> _needs = [];
    private readonly HashSet<(int, LocalInput)> _known = [];
    private int _first;

    /// <summary>The steps that the states need and that were never made, each once.</summary>
    public IReadOnlyList<(LocalNode Node, LocalInput Input)> Needs => _needs;

    /// <summary>Takes other states in the place of those before.</summary>
    public void Read(StateTable states, int first, int end)
    {
        Clear(first);
        for (var state = first; state < end; state++)
        {
            var row = states[state];
            var from = _choices.Count;
            space.AddChoices(row, _choices);
            for (var i = from; i < _choices.Count; i++) AddStep(row, _choices[i]);
            _ends.Add(_choices.Count);
        }
    }

    /// <summary>The needed steps were entered.</summary>
    public void TakeMade()
    {
        foreach (var (choice, node, input) in _open) _steps[choice] = node.Steps[input];
        _open.Clear();
    }

    /// <summary>The choices of a state.</summary>
    public ReadOnlySpan<Choice> ChoicesOf(int state) =>
        CollectionsMarshal.AsSpan(_choices)[StartOf(state).._ends[state - _first]];

    /// <summary>The steps that the choices of a state make at a peer, in their order; null where no peer takes part.</summary>
    public ReadOnlySpan<LocalStep?> StepsOf(int state) =>
        CollectionsMarshal.AsSpan(_steps)[StartOf(state).._ends[state - _first]];

    private int StartOf(int state) => state == _first ? 0 : _ends[state - _first - 1];

    private void AddStep(ReadOnlySpan<int> row, in Choice choice)
    {
        LocalStep? step = null;
        if (space.InputOf(row, choice) is { } input)
        {
            var node = space.NodeOf(row, choice.Peer);
            if (!node.Steps.TryGetValue(input, out step)) AddNeed(node, input);
        }

        _steps.Add(step);
    }

    private void AddNeed(LocalNode node, LocalInput input)
    {
        _open.Add((_steps.Count, node, input));
        if (_known.Add((node.Number, input))) _needs.Add((node, input));
    }

    private void Clear(int first)
    {
        _first = first;
        _choices.Clear();
        _steps.Clear();
        _ends.Clear();
        _open.Clear();
        _needs.Clear();
        _known.Clear();
    }
}
