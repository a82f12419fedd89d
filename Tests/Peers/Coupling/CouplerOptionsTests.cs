using Course.Relaying;

namespace Course.Tests.Peers.Coupling;

public sealed class CouplerOptionsTests
{
    private const int Most = 1 << 24;

    [TestCase(1)]
    [TestCase(Most)]
    public void CouplerOptions_AtTheirBounds_AreValid(int value) =>
        Assert.That(
            new CouplerOptions { MaximumArgumentBytes = value, MaximumUndelivered = value, MaximumWaiting = value }.Validate,
            Throws.Nothing);

    [TestCase(0)]
    [TestCase(Most + 1)]
    public void CouplerOptions_OutOfRange_AreRefusedWithTheRange(int value)
    {
        Refused(new CouplerOptions { MaximumArgumentBytes = value }, "MaximumArgumentBytes");
        Refused(new CouplerOptions { MaximumUndelivered = value }, "MaximumUndelivered");
        Refused(new CouplerOptions { MaximumWaiting = value }, "MaximumWaiting");

        void Refused(CouplerOptions options, string name) =>
            Assert.That(
                options.Validate, Throws.ArgumentException.With.Message.EqualTo($"{name} is {value}: choose a value from 1 to 16777216."));
    }
}
