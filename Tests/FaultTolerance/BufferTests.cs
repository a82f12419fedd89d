using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

public sealed class BufferTests
{
    [Test]
    public void NumberedRing_AnyAddsAndRemoves_BehavesAsAQueueWithNumbers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), steps =>
        {
            var ring = new NumberedRing<string>(firstNumber: 1);
            var model = new Queue<string>();
            var added = 0;
            foreach (var add in steps)
            {
                if (add)
                {
                    model.Enqueue($"{++added}");
                    ring.Add($"{added}");
                }
                else if (model.TryDequeue(out _))
                {
                    ring.RemoveFirst();
                }

                var items = Enumerable.Range(0, ring.Count).Select(index => ring[ring.First + index]);
                if (!items.SequenceEqual(model) || ring.Next != added + 1) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void NumberedRing_Contains_WhatItHoldsAndNothingElse()
    {
        var ring = new NumberedRing<string>(firstNumber: 1);
        foreach (var item in new[] { "a", "b", "c", "d" }) ring.Add(item);
        ring.RemoveFirst();

        Assert.That(Enumerable.Range(0, 7).Where(number => ring.Contains(number)), Is.EqualTo(new[] { 2, 3, 4 }));
    }

    [Test]
    public void NumberedRing_StartsAtAnotherNumber_IsEmpty()
    {
        var ring = new NumberedRing<string>(firstNumber: 1);
        ring.Add("old");
        ring.StartAt(10);

        Assert.That((ring.Count, ring.First, ring.Add("new")), Is.EqualTo((0, 10L, 10L)));
    }

    [Test]
    public void RelayLog_StableBeforeItIsReceived_IsNotKept()
    {
        var log = new RelayLog(Buffering.Replicated);
        log.LearnStable(Through(1));
        Assert.That(log.Count, Is.Zero, "there is nothing to drop yet");
        log.Append(new Broadcast(Id(1, 1), Text("a")));
        log.Append(new Broadcast(Id(1, 2), Text("b")));

        Assert.That(log.Entries(), Is.EqualTo(new[] { Entry(2, 1, 2, "b") }));
    }

    [Test]
    public void RelayLog_Distributed_KeepsTheNewestAlone()
    {
        var log = new RelayLog(Buffering.Distributed);
        log.Append(new Broadcast(Id(1, 1), Text("a")));
        log.Append(new Broadcast(Id(2, 1), Text("b")));
        log.LearnStable(Through(2));

        Assert.That(log.Entries(), Is.EqualTo(new[] { Entry(2, 2, 1, "b") }), "also when it is stable (rule 6)");
    }

    [Test]
    public void RelayLog_Replicated_KeepsWhatIsNotStable()
    {
        var log = new RelayLog(Buffering.Replicated);
        for (var local = 1; local <= 5; local++) log.Append(new Broadcast(Id(1, local), Text("x")));
        log.LearnStable(Through(3));
        log.LearnStable(Through(2));

        Assert.That(log.Entries().Select(entry => entry.Sequence), Is.EqualTo(new[] { Number(4), Number(5) }));
        Assert.That(log.Stable, Is.EqualTo(Through(3)));
    }

    [Test]
    public void LastReceived_NothingYet_IsNoMessageNumber()
    {
        Assert.That(Nothing.Next, Is.EqualTo(Number(1)));
        Assert.That(Nothing.ToString(), Is.EqualTo("nothing yet"));
        Assert.That(Nothing, Is.LessThan(Through(1)));
        Assert.That(() => LastReceived.Through(Number(0)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => LastReceived.FromCount(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Body_EqualBytes_AreEqual()
    {
        var (one, other) = (Text("abc"), Text("abc"));

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(one, Is.Not.EqualTo(Text("abd")));
    }

    [Test]
    public void Report_EqualContents_AreEqual()
    {
        var report = Report(2, Through(1), Entry(1, 1, 1, "a"));

        Assert.That(report, Is.EqualTo(Report(2, Through(1), Entry(1, 1, 1, "a"))));
        Assert.That(report, Is.Not.EqualTo(Report(2, Through(1), Entry(1, 1, 1, "b"))));
    }
}
