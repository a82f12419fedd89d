namespace Course.Rpc.Tcp.Hellos;

/// <summary>This side refuses the hello of another; the door tells the dialer why.</summary>
internal sealed class RefusedHelloException(RefusalRule rule, string text) : Exception(text)
{
    public Refusal Refusal { get; } = new(rule, text);
}
