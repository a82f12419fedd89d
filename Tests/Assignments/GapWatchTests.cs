using Course.Assignments;

namespace Course.Tests.Assignments;

/// <summary>Alone: a watch sees what any thread of the process comes to.</summary>
[NonParallelizable]
internal sealed class GapWatchTests
{
    [Test]
    public void Watch_SwallowedGapsOfAThread_TellsTheFirstOnceWithItsPlace()
    {
        var found = new List<Gap>();
        using (new GapWatch(found.Add))
        {
            var thread = new Thread(() =>
            {
                Swallow(new NotImplementedException("later"));
                Swallow(new NotImplementedException("A9.1 First."));
                Swallow(new NotImplementedException("A9.2 Second."));
            });
            thread.Start();
            thread.Join();
        }

        Assert.That(found.Select(gap => gap.Part), Is.EqualTo(new[] { "A9.1" }));
        Assert.That(found[0].Tell("A9.1"), Does.Match(@"^A9\.1 not started: .*GapWatchTests\.cs:\d+$"));
    }

    [Test]
    public void Watch_Disposed_SeesNothing()
    {
        var found = new List<Gap>();
        new GapWatch(found.Add).Dispose();

        Swallow(new NotImplementedException("A9.1 First."));

        Assert.That(found, Is.Empty);
    }

    private static void Swallow(NotImplementedException exception)
    {
        try
        {
            throw exception;
        }
        catch (NotImplementedException)
        {
            // As a loop might.
        }
    }
}
