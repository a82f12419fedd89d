namespace Course.Tests.Peers;

public sealed class LogReplica : ILog
{
    public List<string> Texts { get; } = [];

    public Task<int> Append(string text)
    {
        Texts.Add(text);
        return Task.FromResult(Texts.Count);
    }

    public void Note(string text) => Texts.Add(text);
}
