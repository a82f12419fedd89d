using Course.Hosting;
using Course.Tests.Shared;

namespace Course.Tests.Hosting;

public sealed class LinkRehearsalTests
{
    [Test]
    public async Task Play_OneLinkResetAndOneClosed_TheSurvivorHearsOfBoth()
    {
        var playing = LinkRehearsal.PlayAsync();
        await Guard.WaitAsync(playing, "the rehearsal");

        var ends = await playing;
        Assert.That(ends, Has.Count.EqualTo(2));
        Assert.That(ends[0], Does.StartWith("The connection to reset broke: "));
        Assert.That(ends[1], Is.EqualTo("closed closed its connection without a goodbye."));
    }
}
