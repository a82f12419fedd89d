using System.ComponentModel;
using System.Diagnostics;

namespace Course.Tests.Rpc.Serialization;

/// <summary>Another implementation of the format, as a child process that judges a whole batch of values at once.</summary>
internal sealed class ForeignImplementation
{
    // Generous: a batch takes a second or two. Its firing is the error "hang".
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    private readonly string _program;
    private readonly string[] _arguments;

    private ForeignImplementation(string program, params string[] arguments)
    {
        _program = program;
        _arguments = arguments;
    }

    public static string Folder { get; } = Path.Combine(Root(), "Tests", "Rpc", "Serialization", "foreign");

    /// <summary>Debian's python3-msgpack; null where it is not installed.</summary>
    public static async Task<ForeignImplementation?> FindPython()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3", "python" })
        {
            var probe = new ForeignImplementation(python, "-c", "import msgpack; assert msgpack.version >= (1, 0)");
            if (await probe.Runs()) return new ForeignImplementation(python, Path.Combine(Folder, "judge.py"));
        }
        return null;
    }

    /// <summary>npm's @msgpack/msgpack, beside the judge or where COURSE_MSGPACK_NODE points; null where it is not installed.</summary>
    public static async Task<ForeignImplementation?> FindNode()
    {
        var named = Environment.GetEnvironmentVariable("COURSE_MSGPACK_NODE");
        var folder = string.IsNullOrEmpty(named) ? Folder : named;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@msgpack", "msgpack"))) return null;
        return await new ForeignImplementation("node", "--version").Runs()
            ? new ForeignImplementation("node", Path.Combine(Folder, "judge.mjs"), folder)
            : null;
    }

    /// <summary>For each value, what it is in the other implementation's eyes, and the bytes it gives it.</summary>
    public async Task<IReadOnlyList<(string Description, byte[] Bytes)>> Judge(IReadOnlyList<byte[]> values)
    {
        var (code, output, error) = await Run(string.Concat(values.Select(value => Convert.ToHexStringLower(value) + "\n")));
        Assert.That(code, Is.Zero, $"{_program} {string.Join(' ', _arguments)}: {error}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

        static (string, byte[]) Parse(string line) => line.TrimEnd().Split(' ') is [var description, var hex]
            ? (description, Convert.FromHexString(hex))
            : throw new FormatException(line);
    }

    private async Task<bool> Runs()
    {
        try
        {
            return (await Run("")).Code == 0;
        }
        catch (Win32Exception)
        {
            return false; // No such program.
        }
    }

    private async Task<(int Code, string Output, string Error)> Run(string input)
    {
        var start = new ProcessStartInfo(_program, _arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            var write = Feed(process, input);
            await Task.WhenAll(output, error, write, process.WaitForExitAsync()).WaitAsync(Guard);
            return (process.ExitCode, await output, await error);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"hang: {_program} {string.Join(' ', _arguments)} did not end within {Guard}");
        }
    }

    private static async Task Feed(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all: its exit code and error text tell why.
        }
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Course.sln"))) at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException($"No Course.sln above {AppContext.BaseDirectory}");
    }
}
