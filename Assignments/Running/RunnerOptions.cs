namespace Course.Assignments.Running;

/// <summary>
/// What a runner is asked for: run (--assembly FILE)..., or run --sealed FILE; [--over FOLDER] [--part ID]... [--test NAME]... [--list]
/// [--nonce]; or run --many --nonce, for one such request after another.
/// </summary>
internal sealed class RunnerOptions
{
    /// <summary>The assemblies of the tests, one after another; none if sealed scenarios are asked for.</summary>
    public List<string> Assemblies { get; } = [];

    /// <summary>The file of an opened seal whose scenarios are played; null if tests are asked for.</summary>
    public string? Sealed { get; private set; }

    /// <summary>
    /// A folder whose assemblies stand in for those beside the runner, see <see cref="VariantContext"/>; null if none do.
    /// </summary>
    public string? Over { get; private set; }

    /// <summary>Only tests of these parts; all if empty.</summary>
    public HashSet<string> Parts { get; } = [];

    /// <summary>Only these tests, also those that run on demand only; all others if empty.</summary>
    public HashSet<string> Tests { get; } = [];

    public bool IsList { get; private set; }

    public bool HasNonce { get; private set; }

    /// <summary>Whether what is asked for comes by the input, a line each, until it ends.</summary>
    public bool IsMany { get; private set; }

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
                case "--assembly": options.Assemblies.Add(Value()); break;
                case "--sealed": options.Sealed = Value(); break;
                case "--over": options.Over = Value(); break;
                case "--part": options.Parts.Add(Value()); break;
                case "--test": options.Tests.Add(Value()); break;
                case "--list": options.IsList = true; break;
                case "--nonce": options.HasNonce = true; break;
                case "--many": options.IsMany = true; break;
                default:
                    throw new RunnerException(
                        $"'{name}' is no option: --assembly, --sealed, --over, --part, --test, --list, --nonce, --many.");
            }
        }

        return options.IsMany ? CheckMany(arguments, options) : options.CheckOne();
    }

    public bool Chooses(GradedTest test) =>
        (Parts.Count == 0 || Parts.Contains(test.Part)) && (Tests.Count == 0 || Tests.Contains(test.Test));

    private static RunnerOptions CheckMany(IReadOnlyList<string> arguments, RunnerOptions options) =>
        arguments.Count == 3 && options.HasNonce
            ? options
            : throw new RunnerException("--many goes with --nonce and nothing else: what is run comes by the input.");

    private RunnerOptions CheckOne()
    {
        if (Over is not null && Sealed is not null) throw new RunnerException("--over goes with --assembly, not with --sealed.");
        return Assemblies.Count > 0 != Sealed is not null
            ? this
            : throw new RunnerException("either --assembly FILE, once or more, or --sealed FILE is needed.");
    }
}
