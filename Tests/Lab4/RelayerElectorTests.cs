namespace Course.Tests.Lab4;

public sealed class RelayerElectorTests
{
    [Test, AssignmentTest("A4.2", Points = 1, Slide = "When the relayer leaves")]
    public void Elector_AtTheStart_ElectsTheFirstInTheOrder()
    {
        var (elector, _) = Start(members: 3);

        Assert.That(elector.Relayer, Is.EqualTo(Peer(1)));
        Assert.That(elector.Epoch, Is.EqualTo(Epoch(1)), "the epoch is the rank of the relayer; ranks count from 1");
    }

    [Test, AssignmentTest("A4.2", Points = 2, Slide = "When the relayer leaves")]
    public void Elector_RelayerAndItsSuccessorHaveLeft_ElectsTheFirstThatLives()
    {
        var (elector, membership) = Start(members: 4);
        membership.TryLeave(Peer(2));
        membership.TryLeave(Peer(1));

        elector.Elect();

        Assert.That(elector.Relayer, Is.EqualTo(Peer(3)), "peer 2 left before peer 1 did: nobody must wait for it");
    }

    [Test, AssignmentTest("A4.2", Points = 2, Slide = "When the relayer leaves")]
    public void Elector_PeersLearnOfLeavesInDifferentOrders_MeetInOneEpoch()
    {
        var (one, membershipOfOne) = Start(members: 4);
        foreach (var peer in new[] { 1, 2 })
        {
            membershipOfOne.TryLeave(Peer(peer));
            one.Elect();
        }

        var (other, membershipOfOther) = Start(members: 4);
        foreach (var peer in new[] { 2, 1 })
        {
            membershipOfOther.TryLeave(Peer(peer));
            other.Elect();
        }

        Assert.That(
            (other.Relayer, other.Epoch), Is.EqualTo((one.Relayer, one.Epoch)),
            "one peer saw 1 leave and then 2, which is two elections; the other saw 2 and then 1, which is one");
    }

    [Test, AssignmentTest("A4.2", Points = 1, Slide = "When the relayer leaves")]
    public void Elector_RelayerOfAnEpoch_IsTheMemberOfThatRank()
    {
        var (elector, membership) = Start(members: 3);
        membership.TryLeave(Peer(1));
        elector.Elect();

        Assert.That(elector.RelayerOf(Epoch(1)), Is.EqualTo(Peer(1)), "it did relay in epoch 1, though it has left");
        Assert.That(elector.RelayerOf(Epoch(3)), Is.EqualTo(Peer(3)), "it would, if the others left");
        Assert.That(
            () => elector.RelayerOf(Epoch(4)), Throws.TypeOf<ProtocolViolationException>(),
            "three members have the ranks 1 to 3: whoever names another counts otherwise");
    }

    private static (RelayerElector Elector, Membership Membership) Start(int members)
    {
        var membership = new Membership();
        membership.Start(Peer(members), Members(members));
        var elector = new RelayerElector(new ByJoinNumber(), membership);
        elector.Start(Members(members));
        return (elector, membership);
    }

    /// <summary>So that these tests need no other part.</summary>
    private sealed class ByJoinNumber : IElectionPolicy
    {
        public int Compare(Member left, Member right) => left.Number.Value - right.Number.Value;
    }
}
