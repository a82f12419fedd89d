namespace Course.Examples;

/// <summary>The commands that couple the simulators.</summary>
public interface ISimulator
{
    /// <summary>Carries out one command.</summary>
    /// <param name="user">Whose command it is.</param>
    /// <param name="command">A word: north, south, east, west, take, drop.</param>
    /// <returns><c>done</c>, or what is wrong; the same at every simulator, because all are in the same state.</returns>
    Task<string> Execute(string user, string command);
}

/// <summary>A crane over 8 by 8 places with one crate. Its state depends on the order of the commands, and on nothing else.</summary>
internal sealed class Simulator(TextWriter display) : ISimulator
{
    private const int Side = 8;
    private (int X, int Y) _crane = (0, 0);
    private (int X, int Y) _crate = (2, 1);
    private bool _isHolding;
    private int _steps;

    public Task<string> Execute(string user, string command)
    {
        var answer = command switch
        {
            "north" => Move(0, 1),
            "south" => Move(0, -1),
            "east" => Move(1, 0),
            "west" => Move(-1, 0),
            "take" when _isHolding => "the crane already holds the crate",
            "take" when _crane != _crate => "there is no crate under the crane",
            "take" => Hold(true),
            "drop" when !_isHolding => "the crane holds nothing",
            "drop" => Hold(false),
            _ => $"'{command}' is no command: north, south, east, west, take or drop",
        };
        if (answer == "done") Show(user, command);
        return Task.FromResult(answer);
    }

    private string Move(int x, int y)
    {
        var place = (X: _crane.X + x, Y: _crane.Y + y);
        if (place.X is < 0 or >= Side || place.Y is < 0 or >= Side) return "the crane stands at the wall";
        _crane = place;
        if (_isHolding) _crate = place;
        return "done";
    }

    private string Hold(bool hold)
    {
        _isHolding = hold;
        return "done";
    }

    private void Show(string user, string command)
    {
        var load = _isHolding ? "with the crate" : $"empty, crate at {_crate.X},{_crate.Y}";
        display.WriteLine($"{++_steps}. {user} {command}: crane at {_crane.X},{_crane.Y}, {load}");
    }
}
