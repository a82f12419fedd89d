namespace Course.Tests.Rpc.Calls;

public sealed class CallbackTests
{
    private readonly RpcNetwork _session = new(2);
    private readonly Speaker _speaker = new();

    [SetUp]
    public void Register()
    {
        _session[2].Register<ISpeaker>(_speaker);
        _session.Pump();
    }

    private ISpeaker AtTwo => _session[1].To<ISpeaker>(_session.Name(2));

    [Test]
    public void Object_PassedAsArgument_IsAProxyAtTheFarSide()
    {
        var listener = new Listener();
        AtTwo.Subscribe(listener);
        AtTwo.Subscribe(null);
        AtTwo.Speak("hear, hear");
        _session.Settle();
        Assert.That(listener.Texts, Is.EqualTo(new[] { "hear, hear" }));
        Assert.That(_speaker.Listeners, Has.Count.EqualTo(2).And.Contains(null));
    }

    [Test]
    public void Object_PassedTwice_IsTheSameProxy()
    {
        var (first, second) = (new Listener(), new Listener());
        var same = AtTwo.IsSame(first, first);
        var different = AtTwo.IsSame(first, second);
        _session.Settle();
        Assert.That((same.Result, different.Result), Is.EqualTo((true, false)));
    }

    [Test]
    public void Proxy_PassedHome_IsTheObjectAgain()
    {
        var home = new Speaker();
        _session[1].Register<ISpeaker>(home);
        var listener = new Listener();
        AtTwo.Subscribe(listener);
        _session.Settle();
        _session.On(2, () => _session[2].To<ISpeaker>(_session.Name(1)).Subscribe(_speaker.Listeners[0]));
        Assert.That(home.Listeners[0], Is.SameAs(listener));
    }
}
