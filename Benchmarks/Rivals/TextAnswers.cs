using System.Net.Sockets;
using System.Text;

namespace Course.Benchmarks.Rivals;

/// <summary>Answers of servers that speak in lines.</summary>
internal static class TextAnswers
{
    /// <summary>Reads until as much has come as is expected, and that is what has come.</summary>
    public static async Task ExpectAsync(Socket socket, string expected)
    {
        var answer = new byte[expected.Length];
        var filled = 0;
        while (filled < answer.Length && await socket.ReceiveAsync(answer.AsMemory(filled)) is var read and > 0) filled += read;
        var text = Encoding.ASCII.GetString(answer, 0, filled);
        if (text != expected) throw new IOException($"the server answered '{text.Trim()}' where '{expected.Trim()}' was expected.");
    }

    /// <exception cref="IOException">The bytes do not begin so.</exception>
    public static void Require(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> beginning)
    {
        if (bytes.StartsWith(beginning)) return;
        throw new IOException($"the server sent '{Encoding.ASCII.GetString(bytes[..Math.Min(bytes.Length, 60)])}'.");
    }
}
