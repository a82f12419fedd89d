namespace Course.Benchmarks.Children;

/// <summary>A member that may send.</summary>
internal interface IMember : IParticipant
{
    /// <summary>Sends the messages 0 to count - 1, one-way, as fast as the system takes them.</summary>
    Task SendAsync(int count);

    /// <summary>Sends one message at once. Called from where deliveries happen, and first from another thread.</summary>
    void SendOne(int number);
}
