using Course.Assignments.Results;

namespace Course.Tests.Assignments.Results;

internal sealed class SafeTextTests
{
    [TestCase(null, "")]
    [TestCase("plain Zoë 😀\n\ttext", "plain Zoë 😀\n\ttext")]
    [TestCase("a\r\nb\rc", "a\nb\nc")]
    [TestCase("a\u001b[31mred\u001b[0m", "ared")]
    [TestCase("a\u001b[2J\u001b[Hb", "ab")]
    [TestCase("a\u001b]0;title\u0007b", "ab")]
    [TestCase("a\u001b]8;;http://x\u001b\\b", "ab")]
    [TestCase("a\u009b31mb", "ab")]
    [TestCase("a\u001bcb", "ab")]
    [TestCase("a\u001b", "a")]
    [TestCase("a\u0000\u0007\u0008\u007fb", "a\uFFFD\uFFFD\uFFFD\uFFFDb")]
    [TestCase("a\u202Eb\u2066c", "a\uFFFDb\uFFFDc")]
    [TestCase("a\u001b]never ends\nsecond line", "a\nsecond line")]
    public void Lines_OfAnything_AreHarmless(string? text, string expected) => Assert.That(SafeText.Lines(text, 100), Is.EqualTo(expected));

    // Not as a test case: an attribute cannot hold half a pair.
    [Test]
    public void Lines_HalvesOfSurrogatePairs_AreReplaced() =>
        Assert.That(SafeText.Lines("a\uD800b\uDC00", 100), Is.EqualTo("a\uFFFDb\uFFFD"));

    [TestCase("12345", 5, "12345")]
    [TestCase("123456", 5, "12345\n… 1 more characters")]
    [TestCase("1234😀", 5, "1234\n… 2 more characters")]
    [TestCase("12345678901234567890123", 5, "12345\n… 18 more characters")]
    public void Lines_BeyondTheBound_SayHowMuchIsLeftOut(string text, int longest, string expected) =>
        Assert.That(SafeText.Lines(text, longest), Is.EqualTo(expected));

    [TestCase("a\nb\tc ", 10, "a b c")]
    [TestCase("12345", 5, "12345")]
    [TestCase("123456", 5, "1234…")]
    [TestCase("123😀6", 5, "123…")]
    public void OneLine_OfAnything_KeepsTheBound(string text, int longest, string expected) =>
        Assert.That(SafeText.OneLine(text, longest), Is.EqualTo(expected));

    [Test]
    public void OneLine_HugeText_IsCutBeforeTheWork()
    {
        Assert.That(SafeText.OneLine(new string('x', 50_000_000), 10), Is.EqualTo("xxxxxxxxx…"));
        Assert.That(SafeText.OneLine(new string('\u001b', 50_000_000), 10), Is.EqualTo("…"));
        Assert.That(() => SafeText.Lines("", 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase("N.Space.Type.Method", "Type.Method")]
    [TestCase("N.Type.Method(\"a.b.c\",3.5)", "Type.Method(\"a.b.c\",3.5)")]
    [TestCase("Method", "Method")]
    [TestCase("", "")]
    [TestCase("(", "(")]
    public void ShortTest_OfAFullName_IsClassMethodAndCase(string test, string expected) =>
        Assert.That(OutcomeText.ShortTest(test), Is.EqualTo(expected));
}
