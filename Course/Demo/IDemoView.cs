namespace Course.Commands.Demo;

/// <summary>Hears what happens while a run goes on; called by one run at a time, on its thread.</summary>
internal interface IDemoView
{
    /// <summary>One sentence about an event of the run.</summary>
    void Tell(string sentence);

    /// <summary>How far the run is.</summary>
    /// <param name="delivered">Lines delivered at the peer that is furthest.</param>
    /// <param name="all">Lines to broadcast, those that die with a killed peer included.</param>
    void Progress(int delivered, int all);
}
