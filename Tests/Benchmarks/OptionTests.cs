namespace Course.Tests.Benchmarks;

/// <summary>Wrong options are told in words, at once.</summary>
[TestFixture]
internal sealed class OptionTests
{
    [TestCase("", "a command is needed: relay, order, rpc, failover, memory, micro")]
    [TestCase("race", "a command is needed: relay, order, rpc, failover, memory, micro; not 'race'")]
    [TestCase("relay --peers ring,smoke", "--peers takes some of product, unbundled, ring, pipelines, redis, nats, rabbitmq")]
    [TestCase("relay --peers ring,ring", "--peers names a system twice")]
    [TestCase("relay --receivers 1", "--receivers takes a whole number from 2 to 200, not '1'")]
    [TestCase("relay --size 7", "--size takes a whole number from 8 to 16384, not '7'")]
    [TestCase("relay --runs 0", "--runs takes a whole number from 1 to 1000")]
    [TestCase("relay --echo --returning", "--echo and --returning exclude each other")]
    [TestCase("relay --peers ring --returning", "--returning needs the product")]
    [TestCase("relay --buffering none", "--buffering takes one of distributed, replicated")]
    [TestCase("relay --json no/such/folder/a.json", "--json 'no/such/folder/a.json' cannot be written")]
    [TestCase("relay --plot no/such/folder/a.svg", "--plot 'no/such/folder/a.svg' cannot be written")]
    [TestCase("failover --peers 4 --senders 4", "of 4 peers 3 survive")]
    [TestCase("memory --messages 1", "--messages takes a whole number from 10")]
    [TestCase("rpc --cores two", "--cores takes some of one, own, any, not 'two'")]
    [TestCase("rpc --cores any,any", "--cores names a placement twice: 'any,any'")]
    [TestCase("micro --part brain", "--part takes one of codec, proxy, pipeline, managers, not 'brain'")]
    public async Task Options_ThatBreakARule_AreToldInOneLine(string arguments, string words)
    {
        var (exitCode, _, errors) = await BenchmarkProcess.RunAsync(arguments);

        Assert.That(errors, Does.StartWith("benchmarks").And.Contains(words));
        Assert.That(errors.Trim(), Does.Not.Contain('\n'));
        Assert.That(exitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task Guard_ThatFires_IsAHangAndLeavesNobody()
    {
        var (exitCode, output, errors) = await BenchmarkProcess.RunAsync("memory --messages 100000000 --guard 3");

        Assert.That(errors, Does.Contain("a hang, or the guard is too short"));
        Assert.That(exitCode, Is.EqualTo(4));
        var ids = output.Split(' ', '\n', ',').Where(word => int.TryParse(word, out _)).Select(int.Parse).ToArray();
        Assert.That(ids, Has.Length.GreaterThanOrEqualTo(4));
        Assert.That(ids.Where(IsOurs), Is.Empty);
    }

    private static bool IsOurs(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return process.ProcessName == "benchmarks";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
