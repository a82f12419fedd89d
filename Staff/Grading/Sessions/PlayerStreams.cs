using System.Buffers;
using System.Text;
using Course.Assignments.Running;
using Course.Rpc.Tracing;

namespace Course.Staffing.Grading.Sessions;

/// <summary>
/// The child's side of <see cref="PlayChild"/>. First line of the input: the nonce that stands before each line that the child writes;
/// then what to play, one line each, and an empty line. The input stays open as long as the parent lives.
/// </summary>
internal static class PlayerStreams
{
    /// <summary>Plays all that the input asks for.</summary>
    /// <param name="play">Plays what a line asks for, and tells lines of a kind and a text.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Action<string, Action<string, string>> play)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 64 << 10) { NewLine = "\n" };
        var stream = Console.OpenStandardInput();
        using var input = new StreamReader(stream);
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);
        var nonce = input.ReadLine();
        var lines = new List<string>();
        while (input.ReadLine() is { Length: > 0 } line) lines.Add(line);
        ParentWatch.Begin(stream);
        foreach (var (number, line) in lines.Index())
        {
            play(line, (kind, text) => output.WriteLine($"{nonce} {number} {kind} {text}"));
            output.Flush();
        }

        return 0;
    }

    /// <summary>An event as a trace has it, without the end of the line.</summary>
    public static string LineOf(TraceEvent e)
    {
        var line = new ArrayBufferWriter<byte>();
        TraceLine.Write(line, e);
        return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\n');
    }
}
