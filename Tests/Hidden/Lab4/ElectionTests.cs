using Course.Assignments;
using Course.FaultTolerance;
using static Course.Testing.Managers.ProtocolValues;

namespace Course.Tests.Hidden.Lab4;

public sealed class ElectionTests
{
    [TestCase("", "B", "a", "b"), AssignmentTest("A4.1", Points = 2, Slide = "When the relayer leaves")]
    [TestCase("Ä", "Z", "a", "z")]
    public void NamePolicies_AnyNames_AreTotalOrdersByCode(params string[] names)
    {
        Member[] members = [.. names.Append("a").Select((name, index) => new Member(Peer(index + 1), name))];

        Assert.That(Ordered(new LowestName(), members), Is.EqualTo(members.OrderBy(member => member.Name, StringComparer.Ordinal)));
        Assert.That(
            Ordered(new HighestName(), members), Is.EqualTo(members.OrderByDescending(member => member.Name, StringComparer.Ordinal)));
        Assert.That(Ordered(new FirstByJoinOrder(), members), Is.EqualTo(members));
    }

    [Test, AssignmentTest("A4.2", Points = 3, Slide = "When the relayer leaves")]
    public void Elector_EveryOrderOfThreeLeavesAmongFive_MeetsInOneEpoch()
    {
        foreach (var one in Enumerable.Range(1, 5))
        {
            foreach (var other in Enumerable.Range(1, 5).Where(other => other != one))
            {
                foreach (var third in Enumerable.Range(1, 5).Except([one, other])) RequireFirstLive([one, other, third]);
            }
        }
    }

    private static void RequireFirstLive(int[] leaves)
    {
        var membership = new Membership();
        membership.Start(Peer(1), Members(5));
        var elector = new RelayerElector(new ReversedJoinOrder(), membership);
        elector.Start(Members(5));
        foreach (var peer in leaves)
        {
            membership.TryLeave(Peer(peer));
            elector.Elect();
        }

        var highest = Enumerable.Range(1, 5).Except(leaves).Max();
        Assert.That(
            (elector.Relayer, elector.Epoch, elector.RelayerOf(Epoch(2))), Is.EqualTo((Peer(highest), Epoch(6 - highest), Peer(4))),
            $"leaves in the order {string.Join(", ", leaves)}");
    }

    private static IEnumerable<Member> Ordered(IElectionPolicy policy, Member[] members) =>
        members.Reverse().Order(Comparer<Member>.Create(policy.Compare));

    private sealed class ReversedJoinOrder : IElectionPolicy
    {
        public int Compare(Member left, Member right) => right.Number.Value - left.Number.Value;
    }
}
