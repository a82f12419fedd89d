using Course.Assignments.Sealed;

namespace Course.Tests.Assignments.Sealed;

internal sealed class SealTests
{
    private const string Content = """
        { "version": 1, "scenarios": [ { "name": "one", "part": "A0.1", "points": 2, "peers": 3, "messages": 9, "seed": 4 } ] }
        """;

    [Test]
    public void Open_WithItsDigest_IsTheContent()
    {
        var seal = Seal.New(Content);

        var opened = Seal.Read(seal.Write()).Open($" {seal.Digest().ToUpperInvariant()}\n");

        Assert.That(opened.Scenarios, Is.EqualTo(new[] { new SealedScenario("one", "A0.1", 2, 3, 9, 4) }));
        Assert.That(Seal.New(Content).Digest(), Is.Not.EqualTo(seal.Digest()), "the nonce hides equal contents");
    }

    [Test]
    public void Digest_OfAKnownSeal_IsShaOfNonceAndContent() => Assert.That(
        new Seal(1, new string('0', 64), "abc").Digest(),
        // (head -c 32 /dev/zero; printf abc) | sha256sum
        Is.EqualTo("365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370"));

    [Test]
    public void Open_AnotherContentOrNonce_IsRefused()
    {
        var seal = Seal.New(Content);

        foreach (var other in new[] { seal with { Content = Content.Replace('9', '8') }, seal with { Nonce = new string('1', 64) } })
            Assert.That(
                () => other.Open(seal.Digest()), Throws.TypeOf<SealException>().With.Message.EndsWith("this is not what was sealed."));
    }

    [TestCase("", "the file is no opened seal")]
    [TestCase("null", "the file is empty")]
    [TestCase("""{"version":2,"nonce":"","content":""}""", "the file has version 2")]
    [TestCase("""{"version":1,"nonce":"12","content":""}""", "the nonce is not 32 bytes")]
    public void Read_NoSeal_IsRefused(string text, string problem) =>
        Assert.That(() => Seal.Read(text), Throws.TypeOf<SealException>().With.Message.StartsWith(problem));

    [TestCase("\"seed\": 4", "\"seed\": -4", "the content is no list of scenarios")]
    [TestCase("\"seed\": 4", "\"sead\": 4", "the content is no list of scenarios")]
    [TestCase("A0.1", "A9.9", "'one' is of A9.9, which is no part of a lab")]
    [TestCase("\"points\": 2", "\"points\": 0", "'one' has 0 points")]
    [TestCase("\"seed\": 4", "\"seed\": 4, \"buffering\": \"none\"", "'one' has buffering 'none'")]
    [TestCase("\"version\": 1", "\"version\": 3", "the content has version 3")]
    public void New_ContentThatBreaksARule_IsRefused(string part, string other, string problem) =>
        Assert.That(
            () => Seal.New(Content.Replace(part, other, StringComparison.Ordinal)),
            Throws.TypeOf<SealException>().With.Message.StartsWith(problem));
}
