using Course.Peers;
using Course.Rpc.Transport;

namespace Course.Tests.Peers;

/// <summary>Contracts and replicas that behave in one way each.</summary>
public sealed partial class OrderedSemanticsTests
{
    public interface IWrong
    {
        int Count();
    }

    public interface ISlow
    {
        Task<string> Take(string text);
    }

    public interface IEcho
    {
        Task CallAgain(string text, bool late);

        void Start(string text);

        void Echo(string text);
    }

    public interface IBlocking
    {
        Task Block();
    }

    public interface IFragile
    {
        void Break();

        Task Fail();

        Task Next();
    }

    public interface ICancellable
    {
        Task Put(string text, CancellationToken cancellation);
    }

    private sealed class SlowReplica : ISlow
    {
        public bool IsOpen { get; init; }

        public List<string> Begun { get; } = [];

        public Queue<TaskCompletionSource> Gates { get; } = new();

        public async Task<string> Take(string text)
        {
            Begun.Add(text);
            if (IsOpen) return text;
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Gates.Enqueue(gate);
            await gate.Task;
            return text;
        }
    }

    private sealed class Echoing(Peer? peer) : IEcho
    {
        public List<string> Refusals { get; } = [];

        public List<string> Texts { get; } = [];

        public async Task CallAgain(string text, bool late)
        {
            if (peer is null) return;
            if (late) await Task.Yield();
            try
            {
                await peer.Ordered<IEcho>().CallAgain(text, late);
            }
            catch (InvalidOperationException exception)
            {
                Refusals.Add(exception.Message);
            }
        }

        public void Start(string text)
        {
            Texts.Add(text);
            peer?.Ordered<IEcho>().Echo($"echo of {text}");
        }

        public void Echo(string text) => Texts.Add(text);
    }

    private sealed class Blocking(Course.Rpc.RpcPort port, PeerName other) : IBlocking
    {
        public Task Block()
        {
            port.To<ILog>(other).Append("never answered").Wait();
            return Task.CompletedTask;
        }
    }

    private sealed class Fragile : IFragile
    {
        public void Break() => throw new InvalidOperationException("broken");

        public Task Fail() => throw new NotSupportedException("never");

        public Task Next() => Task.CompletedTask;
    }

    private sealed class Cancellable(List<string> texts) : ICancellable
    {
        public Task Put(string text, CancellationToken cancellation)
        {
            texts.Add(text);
            return Task.CompletedTask;
        }
    }
}
