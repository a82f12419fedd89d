namespace Course.Tests.Peers;

public interface ILog
{
    Task<int> Append(string text);

    void Note(string text);
}
