using Course.Staffing;
using Course.Staffing.Handouts;

namespace Course.Tests.Staff.Handouts;

internal sealed class LabNumbersTests
{
    [TestCase("2", "lab 2")]
    [TestCase("1-3", "labs 1, 2 and 3")]
    [TestCase("5, 1-2,2", "labs 1, 2 and 5")]
    [TestCase("9", "lab 9")]
    public void Numbers_OfAnOption_AreReadInOrderEachOnce(string text, string words) =>
        Assert.That(LabNumbers.Tell(LabNumbers.Parse("--labs", text)), Is.EqualTo(words));

    [TestCase("")]
    [TestCase("0")]
    [TestCase("3-1")]
    [TestCase("1-")]
    [TestCase("10")]
    [TestCase("one")]
    public void Numbers_ThatAreNone_AreRefusedWithTheRule(string text) =>
        Assert.That(
            () => LabNumbers.Parse("--labs", text),
            Throws.TypeOf<StaffException>().With.Message.EqualTo(
                $"'{text}' is not what --labs takes: numbers of labs from 1 to 9, like 2, 1-3 or 1-2,5."));
}
