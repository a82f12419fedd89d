using Course.Benchmarks.Measuring;

namespace Course.Benchmarks.Product;

/// <summary>The replica: checks what it is told.</summary>
internal sealed class Notes(DeliveryCheck check) : INotes
{
    private int _count;

    public void Note(string text) => check.Take(Payloads.Read(text));

    public Task<int> Count(string text)
    {
        check.Take(Payloads.Read(text));
        return Task.FromResult(++_count);
    }
}
