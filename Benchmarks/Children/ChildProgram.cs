using System.Text.Json;
using System.Threading.Channels;

namespace Course.Benchmarks.Children;

/// <summary>
/// The internal command that a child process runs: its <see cref="ChildSpec"/> on the first line of its input, then requests, each
/// answered by a line. It ends when its input ends, so that no child outlives its parent, and at its guard.
/// </summary>
internal static class ChildProgram
{
    public const string Verb = "child";

    public static async Task<int> RunAsync()
    {
        var lines = Channel.CreateUnbounded<string>();
        // A thread of its own: the end of the input must be seen while a request is being carried out.
        new Thread(() => ReadInput(lines.Writer)) { IsBackground = true }.Start();
        var spec = JsonSerializer.Deserialize<ChildSpec>(await lines.Reader.ReadAsync())!;
        using var guard = new Timer(_ => EndAtGuard(spec), null, TimeSpan.FromSeconds(spec.GuardSeconds), Timeout.InfiniteTimeSpan);
        await using var participant = Systems.Create(spec);
        using var session = new ChildSession(spec, participant);
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            var reply = await AnswerAsync(session, JsonSerializer.Deserialize<ChildRequest>(line)!);
            Console.Out.WriteLine(JsonSerializer.Serialize(reply));
            Console.Out.Flush();
        }

        return 0;
    }

    private static async Task<ChildReply> AnswerAsync(ChildSession session, ChildRequest request)
    {
        try
        {
            return await session.AnswerAsync(request);
        }
        catch (Exception exception)
        {
            return new ChildReply { Error = $"{request.Verb}: {exception.Message}" };
        }
    }

    private static void ReadInput(ChannelWriter<string> lines)
    {
        while (Console.In.ReadLine() is { } line) lines.TryWrite(line);
        // At once, whatever is being measured: nobody is there to read an answer.
        Environment.Exit(0);
    }

    private static void EndAtGuard(ChildSpec spec)
    {
        Console.Error.WriteLine($"participant {spec.Index} of {spec.System} ended itself: it ran for {spec.GuardSeconds} s, its guard.");
        Environment.Exit(1);
    }
}
