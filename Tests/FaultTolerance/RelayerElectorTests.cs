using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.FaultTolerance.Values;

namespace Course.Tests.FaultTolerance;

public sealed class RelayerElectorTests
{
    private static readonly IElectionPolicy[] Policies = [new FirstByJoinOrder(), new LowestName(), new HighestName()];

    [Test]
    public void Elector_AnyOrderOfLeaves_AllPeersElectTheSameRelayerAndEpoch() =>
        Prop.ForAll(Sessions().ToArbitrary(), session =>
        {
            var one = Elect(session.Policy, session.Members, session.Leaves);
            var other = Elect(session.Policy, session.Members.Reverse(), session.Leaves.Reverse());
            return one.Relayer == other.Relayer && one.Epoch == other.Epoch;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Elector_AnyOrderOfLeaves_RanksOnlyGrow() =>
        Prop.ForAll(Sessions().ToArbitrary(), session =>
        {
            var (elector, membership) = Start(session.Policy, session.Members);
            var epoch = elector.Epoch;
            foreach (var leave in session.Leaves)
            {
                membership.TryLeave(leave);
                elector.Elect();
                if (elector.Epoch < epoch || !membership.IsLive(elector.Relayer)) return false;
                epoch = elector.Epoch;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Elector_AnySession_TheRelayerIsTheFirstLiveMemberOfThePolicy() =>
        Prop.ForAll(Sessions().ToArbitrary(), session =>
        {
            var live = session.Members.Where(member => !session.Leaves.Contains(member.Number));
            var first = live.Aggregate((best, member) => session.Policy.Compare(member, best) < 0 ? member : best);
            return Elect(session.Policy, session.Members, session.Leaves).Relayer == first.Number;
        }).QuickCheckThrowOnFailure();

    [TestCase("first by join order", 1)]
    [TestCase("lowest name", 3)]
    [TestCase("highest name", 2)]
    public void Elector_ThreeNamedPeers_ElectsByItsPolicy(string policy, int relayer)
    {
        IElectionPolicy chosen = policy switch
        {
            "lowest name" => new LowestName(),
            "highest name" => new HighestName(),
            _ => new FirstByJoinOrder(),
        };
        Member[] members = [new(Peer(1), "mia"), new(Peer(2), "zoe"), new(Peer(3), "Ann")];

        Assert.That(Elect(chosen, members, []).Relayer, Is.EqualTo(Peer(relayer)));
    }

    [Test]
    public void Elector_PolicyThatIsNoTotalOrder_IsRefusedWithBothMembers() =>
        Assert.That(() => Start(new AllAlike(), Members(2)), Throws.ArgumentException
            .With.Message.Contains("AllAlike does not put").And.Message.Contains("ann (peer 1)").And.Message.Contains("bob (peer 2)"));

    /// <summary>Whichever answer is wrong: both must be asked, and zero is no order.</summary>
    [TestCase(-1, -1)]
    [TestCase(-1, 0)]
    [TestCase(0, 1)]
    [TestCase(0, 0)]
    public void Elector_PolicyThatContradictsItself_IsRefused(int forth, int back) =>
        Assert.That(() => Start(new Fixed(forth, back), Members(2)), Throws.ArgumentException.With.Message.EqualTo(
            "Fixed does not put ann (peer 1) and bob (peer 2) in one order: an election policy must be a total order of the members, "
            + "so that all peers elect the same relayer. Let it compare join numbers last."));

    [Test]
    public void Elector_EpochThatNoMemberHas_IsAProtocolViolation()
    {
        var (elector, _) = Start(new FirstByJoinOrder(), Members(3));

        Assert.That(elector.RelayerOf(Epoch(3)), Is.EqualTo(Peer(3)), "the last rank");
        Assert.That(() => elector.RelayerOf(Epoch(4)), Throws.TypeOf<ProtocolViolationException>().With.Message.EqualTo(
            "Epoch 4 was named, but the session has 3 members: an epoch is a rank in the election order (rule 1). "
            + "Do all peers count ranks from 1 and use the same election policy?"));
    }

    private static RelayerElector Elect(IElectionPolicy policy, IEnumerable<Member> members, IEnumerable<PeerNumber> leaves)
    {
        var (elector, membership) = Start(policy, members);
        foreach (var leave in leaves)
        {
            membership.TryLeave(leave);
            elector.Elect();
        }

        return elector;
    }

    private static (RelayerElector Elector, Membership Membership) Start(IElectionPolicy policy, IEnumerable<Member> members)
    {
        List<Member> list = [.. members];
        var membership = new Membership();
        membership.Start(list[0].Number, list);
        var elector = new RelayerElector(policy, membership);
        elector.Start(list);
        return (elector, membership);
    }

    /// <summary>Members with few different names, in any order; any of them but one leave, in any order.</summary>
    private static Gen<Session> Sessions() =>
        from policy in Gen.Elements(Policies)
        from names in Gen.Elements("ann", "bob", "Bob", "zoe", "").NonEmptyListOf()
        let members = names.Select((name, index) => new Member(Peer((2 * index) + 1), name)).ToArray()
        from order in Gen.Shuffle(members)
        from leaving in Gen.Choose(0, members.Length - 1)
        from left in Gen.Shuffle(members)
        select new Session(policy, order, [.. left.Take(leaving).Select(member => member.Number)]);

    private sealed record Session(IElectionPolicy Policy, Member[] Members, PeerNumber[] Leaves);

    private sealed class AllAlike : IElectionPolicy
    {
        public int Compare(Member left, Member right) => 0;
    }

    /// <summary>One answer for peer 1 against peer 2, and one for the other way round.</summary>
    private sealed class Fixed(int forth, int back) : IElectionPolicy
    {
        public int Compare(Member left, Member right) => left.Number < right.Number ? forth : back;
    }
}
