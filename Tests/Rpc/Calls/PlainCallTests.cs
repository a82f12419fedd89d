using Course.Rpc;
using Course.Rpc.Calls;
using Course.Rpc.Sessions;
using Course.Rpc.Transport;

namespace Course.Tests.Rpc.Calls;

public sealed class PlainCallTests
{
    private readonly RpcNetwork _session = new(3);
    private readonly Calculator _calculator = new();

    [SetUp]
    public void Register()
    {
        _session[2].Register<ICalculator>(_calculator);
        _session.Pump();
    }

    private ICalculator AtTwo => _session[1].To<ICalculator>(_session.Name(2));

    [Test]
    public void Function_OfAnotherPeer_GivesItsResult()
    {
        var sum = AtTwo.Add(2, 3);
        var repeated = AtTwo.Repeat("ab", 2, CancellationToken.None).AsTask();
        var check = AtTwo.Check(true).AsTask();
        _session.Settle();
        Assert.That((sum.Result, repeated.Result, check.IsCompletedSuccessfully), Is.EqualTo((5, "abab", true)));
    }

    [Test]
    public void Procedure_IsOneWay_AndKeepsTheOrderOfItsCaller()
    {
        foreach (var text in new[] { "a", "b", "c" }) AtTwo.Note(text);
        _session.Settle();
        Assert.That(_calculator.Notes, Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public void Arguments_AreThoseOfTheTimeOfTheCall()
    {
        _session[2].Register<IListReader>(new ListReader());
        List<int> numbers = [1, 2];
        var count = _session[1].To<IListReader>(_session.Name(2)).Count(numbers);
        numbers.Add(3);
        _session.Settle();
        Assert.That(count.Result, Is.EqualTo(2));
    }

    [Test]
    public void Function_ThatThrows_FailsAtItsCallerWithTypeAndMessage()
    {
        var check = AtTwo.Check(false).AsTask();
        _session.Settle();
        var failure = (RemoteException)check.Exception!.InnerException!;
        Assert.That(failure.TypeName, Is.EqualTo("System.InvalidOperationException"));
        Assert.That(failure.RemoteMessage, Is.EqualTo("it does not hold"));
        Assert.That(failure.Message, Does.Contain("Check(Boolean)").And.Contain("p2"));
    }

    [Test]
    public void Procedure_ThatThrows_IsReportedWhereItRan()
    {
        List<Exception> faults = [];
        _session[2].Faulted += faults.Add;
        AtTwo.Note("");
        AtTwo.Note("next");
        _session.Settle();
        Assert.That(faults.Select(fault => fault.Message), Is.EqualTo(new[] { "nothing to note" }));
        Assert.That(_calculator.Notes, Is.EqualTo(new[] { "next" }));
    }

    [Test]
    public void Function_WhileItsTaskIsPending_LeavesTheLoopFree()
    {
        var wait = AtTwo.Wait();
        var sum = AtTwo.Add(1, 1);
        _session.Settle();
        Assert.That((wait.IsCompleted, sum.Result), Is.EqualTo((false, 2)));
        _calculator.Gate.SetResult();
        _session.Settle();
        Assert.That(wait.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void Call_WithoutAnswer_TimesOutInVirtualTime()
    {
        var wait = _session[1].To<ICalculator>(_session.Name(2), timeout: TimeSpan.FromSeconds(2)).Wait();
        _session.Settle();
        _session.Clock.Advance(TimeSpan.FromSeconds(1.9));
        _session.Settle();
        Assert.That(wait.IsCompleted, Is.False);
        _session.Clock.Advance(TimeSpan.FromSeconds(0.2));
        _session.Settle();
        Assert.That(wait.Exception!.InnerException, Is.TypeOf<CallTimedOutException>());
        Assert.That(wait.Exception.InnerException!.Message, Does.Contain("Wait()").And.Contain("p2").And.Contain("2 s"));
    }

    [Test]
    public void Answer_AfterTheTimeOut_IsIgnored()
    {
        var wait = _session[1].To<ICalculator>(_session.Name(2), timeout: TimeSpan.FromSeconds(1)).Wait();
        _session.Settle();
        _session.Clock.Advance(TimeSpan.FromSeconds(2));
        _calculator.Gate.SetResult();
        _session.Settle();
        var sum = AtTwo.Add(1, 2);
        _session.Settle();
        Assert.That((wait.IsFaulted, sum.Result), Is.EqualTo((true, 3)));
    }

    [Test]
    public void Call_Cancelled_EndsItsWait()
    {
        using var cancel = new CancellationTokenSource();
        _session[2].Register<ISlow>(new Slow());
        var slow = _session[1].To<ISlow>(_session.Name(2)).Never(cancel.Token);
        _session.Settle();
        cancel.Cancel();
        _session.Settle();
        Assert.That(slow.IsCanceled, Is.True);
    }

    [Test]
    public void PendingCall_WhenTheCalledPeerLeaves_Fails()
    {
        var wait = AtTwo.Wait();
        _session.Settle();
        _session.Network.Crash(_session.Name(2));
        _session.Settle();
        var failure = (PeerLeftException)wait.Exception!.InnerException!;
        Assert.That(failure.Peer, Is.EqualTo(_session.Name(2)));
        Assert.That(failure.Message, Does.Contain("Wait()").And.Contain("unknown"));
    }

    [Test]
    public void Call_ToAPeerThatHasLeft_FailsAtOnce()
    {
        _session.Network.Crash(_session.Name(2));
        _session.Settle();
        var sum = AtTwo.Add(1, 1);
        _session.Pump();
        Assert.That(sum.Exception!.InnerException, Is.TypeOf<PeerLeftException>());
    }

    [Test]
    public void Call_AfterTheSessionEnded_FailsWithTheReason()
    {
        _session[1].Loop.Post(Course.Rpc.Loops.ThreadRole.Application, () => _session[1].Connections.End(LeaveReason.Goodbye, "enough"));
        _session.Pump();
        var sum = AtTwo.Add(1, 1);
        _session.Pump();
        Assert.That(sum.Exception!.InnerException, Is.TypeOf<SessionEndedException>().With.Message.Contains("enough"));
    }

    [Test]
    public void Call_BeforeItsObjectIsRegistered_IsHeldAndThenCarriedOut()
    {
        var sum = _session[1].To<ICalculator>(_session.Name(3), "late").Add(4, 5);
        _session.Settle();
        Assert.That(sum.IsCompleted, Is.False);
        _session[3].Register<ICalculator>("late", new Calculator());
        _session.Settle();
        Assert.That(sum.Result, Is.EqualTo(9));
    }

    [Test]
    public void Calls_BeyondTheBoundOfHeldCalls_FailNamingTheMissingObject()
    {
        var session = new RpcNetwork(2, new RpcOptions { MaximumHeldCalls = 2 });
        var missing = session[1].To<ICalculator>(session.Name(2), "missing");
        Task<int>[] sums = [missing.Add(1, 1), missing.Add(2, 2), missing.Add(3, 3)];
        session.Settle();
        Assert.That(sums.Select(sum => sum.IsCompleted), Is.EqualTo(new[] { false, false, true }));
        Assert.That(sums[2].Exception!.InnerException!.Message, Does.Contain("'missing'").And.Contain("2 calls wait"));
    }

    [Test]
    public void Method_ThatTheFarContractLacks_IsNamed()
    {
        _session[2].Register<ICalculator>("ISlow", _calculator);
        var slow = _session[1].To<ISlow>(_session.Name(2)).Never(CancellationToken.None);
        _session.Settle();
        Assert.That(slow.Exception!.InnerException!.Message, Does.Contain("ICalculator").And.Contain("Never()"));
    }

    [Test]
    public void Register_ANameTwice_IsRefusedInWords()
    {
        _session.On(2, () => Assert.That(
            () => _session[2].Register<ICalculator>(new Calculator()),
            Throws.ArgumentException.With.Message.Contains("'ICalculator' already")));
    }

    [Test]
    public void Caller_InsideACall_IsThePeerThatCalls_AndCanBeCalledBack()
    {
        var listener = new Listener();
        _session[1].Register<IListener>(listener);
        _session[3].Register<IGreeter>(new Greeter(_session[3]));
        var greeting = _session[1].To<IGreeter>(_session.Name(3)).Greet();
        _session.Settle();
        Assert.That(greeting.Result, Is.EqualTo("hello p1"));
        Assert.That(listener.Texts, Is.EqualTo(new[] { "you called p3" }));
        Assert.That(() => _session[3].ToCaller<IListener>(), Throws.InvalidOperationException.With.Message.Contains("no caller"));
    }

    public interface IListReader
    {
        Task<int> Count(IReadOnlyList<int> numbers);
    }

    public interface ISlow
    {
        Task Never(CancellationToken cancellation);
    }

    public interface IGreeter
    {
        Task<string> Greet();
    }

    private sealed class ListReader : IListReader
    {
        public Task<int> Count(IReadOnlyList<int> numbers) => Task.FromResult(numbers.Count);
    }

    private sealed class Slow : ISlow
    {
        public Task Never(CancellationToken cancellation) => new TaskCompletionSource().Task;
    }

    private sealed class Greeter(RpcPort port) : IGreeter
    {
        public Task<string> Greet()
        {
            port.ToCaller<IListener>().Heard($"you called {port.Connections.Self}");
            return Task.FromResult($"hello {port.Caller}");
        }
    }
}
