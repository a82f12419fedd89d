namespace Course.Rpc.Tracing;

/// <summary>Tracing switched off.</summary>
public sealed class NoTrace : ITrace
{
    private NoTrace()
    {
    }

    public static NoTrace Instance { get; } = new();

    public bool IsEnabled => false;

    public void Record(in TraceEvent e)
    {
    }
}
