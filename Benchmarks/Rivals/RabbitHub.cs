using System.Diagnostics;
using System.Globalization;

namespace Course.Benchmarks.Rivals;

/// <summary>
/// RabbitMQ as shipped, one node, on the loopback address alone, with all its files in a folder of its own, which is removed at the end.
/// </summary>
/// <param name="program">Its script.</param>
internal sealed class RabbitHub(string program) : ServerHub(program, _ => [])
{
    /// <summary>What the names of the folders begin with.</summary>
    public const string FolderPrefix = "course-benchmarks-rabbitmq-";

    private const string ProcessIdFile = "server.pid";

    // A shell between: it ends the server and removes the folder when its own input ends, which happens even if this process is killed.
    private const string Keeper = """
        trap '' INT TERM HUP
        exec 3<&0
        "$0" -noinput </dev/null 3<&- & server=$!
        (read -r end <&3; kill -9 $server $(cat "$1/server.pid")) 2>/dev/null & watcher=$!
        wait $server; code=$?
        kill -9 $watcher
        rm -rf "$1"
        exit $code
        """;

    // No epmd, which would outlive the node, and no port for other nodes: there are none. That the node asks for a port of epmd is
    // answered by a number that nobody uses.
    private const string NoDistribution = "-start_epmd false -dist_listen false -erl_epmd_port 1";

    // Far longer than a kill and the removal of some files take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _program = program;
    private DirectoryInfo? _folder;
    private Process? _server;

    /// <summary>The virtual machine of Erlang, and not the shell before it.</summary>
    protected override Process Server => _server!;

    public override async Task<string> StartAsync(string? address)
    {
        var place = await base.StartAsync(address);
        // The server writes the file before it listens.
        var id = await File.ReadAllTextAsync(Path.Combine(_folder!.FullName, ProcessIdFile));
        _server = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        await RabbitStream.DeclareAsync(place);
        return place;
    }

    protected override ProcessStartInfo Prepare(int port)
    {
        _folder = Directory.CreateTempSubdirectory(FolderPrefix);
        var folder = _folder.FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Keeper, _program, folder])
        {
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        foreach (var name in start.Environment.Keys.Where(IsTheServers).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in Settings(folder, port)) start.Environment[name] = value;
        return start;
    }

    protected override void End(Process started)
    {
        started.StandardInput.Close();
        started.WaitForExit(Patience);
    }

    // What is set for another node on this machine must not reach this one.
    private static bool IsTheServers(string name) =>
        name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name.StartsWith("ERL_", StringComparison.Ordinal);

    private static Dictionary<string, string> Settings(string folder, int port)
    {
        var node = $"{Path.GetFileName(folder)}@localhost";
        return new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["RABBITMQ_NODENAME"] = node,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = folder,
            ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, ProcessIdFile),
            // Neither exists: what is configured for the node of this machine is not read.
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "rabbitmq-env.conf"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            // The script becomes the server, and is not a process beside it.
            ["RABBITMQ_ALLOW_INPUT"] = "true",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-sname {node} -setcookie benchmarks +B i",
            ["ERL_AFLAGS"] = NoDistribution,
            ["ERL_CRASH_DUMP_BYTES"] = "0",
        };
    }
}
