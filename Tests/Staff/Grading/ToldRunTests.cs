using Course.Simulation.Checking;
using Course.Staffing.Grading.RunPages;

namespace Course.Tests.Staff.Grading;

[TestFixture]
internal sealed class ToldRunTests
{
    private const string Token = "peers-3_calls-2.a_crashes-1__call.2";

    [Test]
    public void Told_ASchedule_IsTheRunOfAllItsPeers()
    {
        var run = new ToldRun();
        SchedulePlayback.Play(Token, run.Take);
        var paged = run.Paged("A5.2 <b>");

        Assert.That(paged!.Peers.Select(peer => peer.Name), Is.EqualTo(new[] { "p1", "p2", "p3" }));
        Assert.That(paged.Peers.Sum(peer => peer.Events.Count), Is.GreaterThan(3));
        Assert.That(paged.Report!.Outcome, Is.Not.EqualTo(RunOutcome.Violated));
    }

    [TestCase("trace", "{}", TestName = "Told_NoTraceLine_IsNoRun")]
    [TestCase("nothing", "", TestName = "Told_WithoutItsEnd_IsNoRun")]
    public void Told_WhatCannotBeShown_IsNoRun(string kind, string text)
    {
        var run = new ToldRun();
        SchedulePlayback.Play(Token, (each, line) => run.Take(each == "end" && kind == "nothing" ? kind : each, line));
        run.Take(kind, text);

        Assert.That(run.Paged("run"), Is.Null);
    }
}
