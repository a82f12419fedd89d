using System.Buffers;
using Course.Rpc.Tracing;

namespace Course.Hosting;

/// <summary>
/// A trace as a file of JSON lines. Each line is handed to the operating system before <see cref="Record"/> returns, so it is there even
/// if the process is killed right after. On the peer's loop only.
/// </summary>
internal sealed class TraceFile : ITrace, IDisposable
{
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly FileStream _file;

    private TraceFile(FileStream file) => _file = file;

    public bool IsEnabled => true;

    /// <exception cref="ArgumentException">The file cannot be written; the text says why.</exception>
    public static TraceFile Create(string path)
    {
        try
        {
            // Without a buffer, so that every write is a write of the operating system.
            return new TraceFile(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArgumentException($"The trace file '{path}' cannot be written: {exception.Message} Choose another file.", exception);
        }
    }

    public void Record(in TraceEvent e)
    {
        _line.ResetWrittenCount();
        TraceLine.Write(_line, e);
        _file.Write(_line.WrittenSpan);
    }

    public void Dispose() => _file.Dispose();
}
