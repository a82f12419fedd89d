using Course.Rpc.Calls;

namespace Course.Tests.Rpc.Calls;

public sealed class RegistryTests
{
    private readonly RpcNetwork _session = new(2);

    [Test]
    public void Rebind_PutsAnotherObjectUnderTheName()
    {
        var (first, second) = (new Calculator(), new Calculator());
        _session[2].Rebind<ICalculator>("calculator", first);
        var proxy = _session[1].To<ICalculator>(_session.Name(2), "calculator");
        proxy.Note("one");
        _session.Settle();
        _session[2].Rebind<ICalculator>("calculator", second);
        proxy.Note("two");
        _session.Settle();
        Assert.That((first.Notes.Single(), second.Notes.Single()), Is.EqualTo(("one", "two")));
    }

    [Test]
    public void Lookup_OfARegisteredObject_GivesItsProxy()
    {
        _session[2].Register<ICalculator>("calculator", new Calculator());
        var lookup = _session[1].LookupAsync<ICalculator>(_session.Name(2), "calculator");
        _session.Settle();
        var sum = lookup.Result.Add(1, 2);
        _session.Settle();
        Assert.That(sum.Result, Is.EqualTo(3));
    }

    [Test]
    public void Lookup_OfAMissingName_SaysWhatIsThere()
    {
        _session[2].Register<ICalculator>("calculator", new Calculator());
        var missing = _session[1].LookupAsync<ICalculator>(_session.Name(2), "calculater");
        var other = _session[1].LookupAsync<ISpeaker>(_session.Name(2), "calculator");
        _session.Settle();
        Assert.That(missing.Exception!.InnerException!.Message, Does.Contain("'calculater'").And.Contain("calculator (ICalculator)"));
        Assert.That(other.Exception!.InnerException!.Message, Does.Contain("is a ICalculator, not a ISpeaker"));
    }

    [Test]
    public void List_NamesEveryObjectWithItsContract()
    {
        _session[2].Register<ICalculator>("calculator", new Calculator());
        var list = _session[1].To<IRegistry>(_session.Name(2)).List();
        _session.Settle();
        Assert.That(
            list.Result, Is.EqualTo(new[] { new RegistryEntry("IRegistry", "IRegistry"), new RegistryEntry("calculator", "ICalculator") }));
    }
}
