namespace Course.Testing;

/// <summary>One peer of a <see cref="World"/>: what it does is declared here.</summary>
public sealed class WorldPeer
{
    private readonly World _world;
    private readonly int _number;

    internal WorldPeer(World world, int number) => (_world, _number) = (world, number);

    /// <summary>The peer broadcasts a text: its application is called with it.</summary>
    public void Broadcast(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _world.Declare([new ScenarioAction.Broadcast(_number, text)]);
    }

    /// <summary>The peer says goodbye.</summary>
    public void Leave() => _world.Declare([new ScenarioAction.Leave(_number)]);
}
