namespace Course.Assignments.Running;

/// <summary>
/// What a runner is asked for: run --assembly FILE, or run --sealed FILE; [--part ID]... [--test NAME]... [--list] [--nonce].
/// </summary>
internal sealed class RunnerOptions
{
    /// <summary>The file of the tests; null if sealed scenarios are asked for.</summary>
    public string? Assembly { get; private set; }

    /// <summary>The file of an opened seal whose scenarios are played; null if tests are asked for.</summary>
    public string? Sealed { get; private set; }

    /// <summary>Only tests of these parts; all if empty.</summary>
    public HashSet<string> Parts { get; } = [];

    /// <summary>Only these tests, also those that run on demand only; all others if empty.</summary>
    public HashSet<string> Tests { get; } = [];

    public bool IsList { get; private set; }

    public bool HasNonce { get; private set; }

    /// <exception cref="RunnerException">The arguments say nothing that a runner understands.</exception>
    public static RunnerOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["run", ..]) throw new RunnerException("the first word is 'run'.");
        var options = new RunnerOptions();
        for (var i = 1; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new RunnerException($"{name} needs a value.");
            switch (name)
            {
                case "--assembly": options.Assembly = Value(); break;
                case "--sealed": options.Sealed = Value(); break;
                case "--part": options.Parts.Add(Value()); break;
                case "--test": options.Tests.Add(Value()); break;
                case "--list": options.IsList = true; break;
                case "--nonce": options.HasNonce = true; break;
                default: throw new RunnerException($"'{name}' is no option: --assembly, --sealed, --part, --test, --list, --nonce.");
            }
        }

        return options.Assembly is null != options.Sealed is null
            ? options
            : throw new RunnerException("one of --assembly FILE and --sealed FILE is needed.");
    }

    public bool Chooses(GradedTest test) =>
        (Parts.Count == 0 || Parts.Contains(test.Part)) && (Tests.Count == 0 || Tests.Contains(test.Test));
}
