using Course.Rpc.Calls;

namespace Course.Tests.Rpc.Calls;

public sealed class GroupCallTests
{
    private readonly RpcNetwork _session = new(4);
    private readonly Calculator[] _calculators = [.. Enumerable.Range(0, 4).Select(_ => new Calculator())];

    [SetUp]
    public void Register()
    {
        for (var number = 1; number <= 4; number++) _session[number].Register<ICalculator>(_calculators[number - 1]);
        _session.Pump();
    }

    [Test]
    public void All_Procedure_ReachesEveryMemberAndThisPeer()
    {
        _session[2].All<ICalculator>().OneWay.Note("x");
        _session.Settle();
        Assert.That(_calculators.Select(calculator => calculator.Notes.Count), Is.EqualTo(new[] { 1, 1, 1, 1 }));
    }

    [Test]
    public void Others_Procedure_LeavesThisPeerOut()
    {
        _session[2].Others<ICalculator>().OneWay.Note("x");
        _session.Settle();
        Assert.That(_calculators.Select(calculator => calculator.Notes.Count), Is.EqualTo(new[] { 1, 0, 1, 1 }));
    }

    [Test]
    public void All_Function_GivesOneResultPerMember()
    {
        var sums = _session[1].All<ICalculator>().CallAsync(calculator => calculator.Add(1, 2));
        _session.Settle();
        Assert.That(sums.Result.Keys.Select(name => name.Value).Order(), Is.EqualTo(new[] { "p1", "p2", "p3", "p4" }));
        Assert.That(sums.Result.Values.Select(result => result.Value), Is.All.EqualTo(3));
    }

    [Test]
    public void Set_Function_AsksTheNamedMembersOnly_AndThoseThatLeftFail()
    {
        _session.Network.Crash(_session.Name(4));
        _session.Settle();
        var sums = _session[1].Set<ICalculator>([_session.Name(3), _session.Name(4)]).CallAsync(calculator => calculator.Add(1, 2));
        _session.Settle();
        Assert.That(sums.Result[_session.Name(3)].Result, Is.EqualTo(3));
        Assert.That(sums.Result[_session.Name(4)].Failure, Is.TypeOf<PeerLeftException>());
        Assert.That(() => sums.Result[_session.Name(4)].Value, Throws.InvalidOperationException.With.Message.Contains("p4"));
    }

    [Test]
    public void All_FunctionWhileAMemberLeaves_CompletesWithItsFailure()
    {
        var waits = _session[1].All<ICalculator>().CallAsync(calculator => calculator.Wait());
        _session.Settle();
        foreach (var calculator in _calculators[..3]) calculator.Gate.SetResult();
        _session.Settle();
        Assert.That(waits.IsCompleted, Is.False);
        _session.Network.Crash(_session.Name(4));
        _session.Settle();
        Assert.That(waits.Result.Count(result => result.Value.Failure is null), Is.EqualTo(3));
        Assert.That(waits.Result[_session.Name(4)].Failure, Is.TypeOf<PeerLeftException>());
    }

    [Test]
    public void All_FunctionOnTheOneWayProxy_IsRefusedNamingTheOtherForm()
    {
        Assert.That(
            () => _session[1].All<ICalculator>().OneWay.Add(1, 2),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("Add(Int32,Int32)").And.Message.Contains("CallAsync"));
    }

    [Test]
    public void CallAsync_WithoutExactlyOneCall_IsRefused()
    {
        var group = _session[1].All<ICalculator>();
        Assert.That(() => group.CallAsync(_ => Task.CompletedTask), Throws.ArgumentException);
        Assert.That(() => group.CallAsync(calculator => Task.WhenAll(calculator.Wait(), calculator.Wait())), Throws.ArgumentException);
    }
}
