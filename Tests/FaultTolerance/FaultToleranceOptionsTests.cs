namespace Course.Tests.FaultTolerance;

public sealed class FaultToleranceOptionsTests
{
    [Test]
    public void Options_Defaults_AreValid() => Assert.That(() => new FaultToleranceManagers(new FaultToleranceOptions()), Throws.Nothing);

    [Test]
    public void Options_AcknowledgeEveryAboveHalfTheWindow_IsRefusedWithTheRuleAndWhatToDo()
    {
        var options = new FaultToleranceOptions { Window = 10, AcknowledgeEvery = 6 };

        Assert.That(options.Validate, Throws.ArgumentException.With.Message.EqualTo(
            "AcknowledgeEvery is 6 and Window is 10: peers that acknowledge less often than every half window let the relayer stand still "
            + "at its bound (rule 10: K <= W/2). Choose AcknowledgeEvery <= 5 or Window >= 12."));
    }

    [TestCase(0, 1, 1, "Window is 0: choose a value from 2 to 1048576.")]
    [TestCase(1, 1, 1, "Window is 1: choose a value from 2 to 1048576.")]
    [TestCase(1 << 21, 1, 1, "Window is 2097152: choose a value from 2 to 1048576.")]
    [TestCase(8, 0, 1, "AcknowledgeEvery is 0: choose a value from 1 to 1048576.")]
    [TestCase(8, 1, 0, "MaximumPending is 0: choose a value from 1 to 1048576.")]
    public void Options_ValueOutOfRange_IsRefusedWithTheRange(int window, int every, int pending, string text)
    {
        var options = new FaultToleranceOptions { Window = window, AcknowledgeEvery = every, MaximumPending = pending };

        Assert.That(() => new FaultToleranceManagers(options), Throws.ArgumentException.With.Message.EqualTo(text));
    }

    [Test]
    public void Options_UnknownBuffering_IsRefusedWithTheKnownOnes() =>
        Assert.That(
            new FaultToleranceOptions { Buffering = (Buffering)7 }.Validate,
            Throws.ArgumentException.With.Message.EqualTo("Buffering is 7: choose one of Distributed, Replicated."));

    [Test]
    public void Options_UnknownLinks_IsRefusedWithTheKnownOnes() =>
        Assert.That(
            new FaultToleranceOptions { Links = (LinkOrder)7 }.Validate,
            Throws.ArgumentException.With.Message.EqualTo("Links is 7: choose one of Fifo, Unordered."));

    [Test]
    public void Options_NoElectionPolicy_IsRefusedWithTheChoices() =>
        Assert.That(
            new FaultToleranceOptions { ElectionPolicy = null! }.Validate,
            Throws.ArgumentException.With.Message.Contains("FirstByJoinOrder, LowestName, HighestName"));
}
