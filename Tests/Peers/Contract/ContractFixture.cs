using Course.Peers;
using Course.Rpc.Serialization;

namespace Course.Tests.Peers.Contract;

/// <summary>What the suites share: a session of three with a journal and a calculator at each peer.</summary>
public abstract class ContractFixture(string buffering, string serializer)
{
    private IContractSession? _session;

    [SetUp]
    public async Task OpenAsync()
    {
        _session = await OpenAsync(3, Variant.OrderingOf(buffering), Variant.SerializerOf(serializer));
        foreach (var peer in _session.Peers)
        {
            Journals.Add(new Journal());
            Calculators.Add(new Calculator());
            peer.Replicate<IJournal>(Journals[^1]);
            peer.Rpc.Register<ICalculator>(Calculators[^1]);
        }

        await WaitAsync(Task.WhenAll(_session.Peers.Select(peer => peer.Started)), "the start");
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
    }

    private protected IContractSession Session => _session!;

    private protected List<Journal> Journals { get; } = [];

    private protected List<Calculator> Calculators { get; } = [];

    /// <summary>The peer with a number, from 1; 1 relays first.</summary>
    private protected IContractPeer Peer(int number) => Session.Peers[number - 1];

    private protected IJournal Ordered(int number) => Peer(number).Ordered<IJournal>();

    private protected Task WaitAsync(Task task, string what) => Session.WaitAsync(task, what);

    private protected async Task<T> WaitAsync<T>(Task<T> task, string what)
    {
        await Session.WaitAsync(task, what);
        return await task;
    }

    /// <summary>Waits until the journals of some peers hold so many texts, and compares them.</summary>
    private protected async Task<IReadOnlyList<string>> AgreedAsync(int count, params int[] numbers)
    {
        var journals = numbers.Select(number => Journals[number - 1]).ToList();
        await WaitAsync(
            Task.WhenAll(journals.Select(journal => journal.Reached(count))), $"{count} deliveries at {string.Join(", ", numbers)}");
        var first = journals[0].Texts;
        Assert.That(first, Has.Count.EqualTo(count).And.Unique);
        Assert.That(journals.Select(journal => journal.Texts), Is.All.EqualTo(first));
        return first;
    }

    private protected abstract Task<IContractSession> OpenAsync(int peers, Ordering ordering, IMessageSerializer with);
}
