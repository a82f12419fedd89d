namespace Course.Tests.Lab4;

public sealed class ElectionPolicyTests
{
    private static readonly Member Mia = new(Peer(1), "mia");
    private static readonly Member Zoe = new(Peer(2), "Zoe");
    private static readonly Member Ann = new(Peer(3), "ann");
    private static readonly Member SecondAnn = new(Peer(4), "ann");

    [Test, AssignmentTest("A4.1", Points = 1, Slide = "When the relayer leaves")]
    public void FirstByJoinOrder_ThreeMembers_ComeInTheOrderOfJoining() =>
        Assert.That(
            Order(new FirstByJoinOrder(), Ann, Mia, Zoe), Is.EqualTo(new[] { Mia, Zoe, Ann }),
            "Compare is negative when left joined before right: 1, 2, 3.");

    [Test, AssignmentTest("A4.1", Points = 1, Slide = "When the relayer leaves")]
    public void LowestName_ThreeMembers_ComeByTheCodesOfTheirCharacters() =>
        Assert.That(
            Order(new LowestName(), Mia, Zoe, Ann), Is.EqualTo(new[] { Zoe, Ann, Mia }),
            "'Z' has a smaller code than 'a'. A comparison by the language of a machine lets two machines elect two relayers.");

    [Test, AssignmentTest("A4.1", Points = 1, Slide = "When the relayer leaves")]
    public void HighestName_ThreeMembers_ComeByTheCodesOfTheirCharacters() =>
        Assert.That(Order(new HighestName(), Mia, Zoe, Ann), Is.EqualTo(new[] { Mia, Ann, Zoe }), "the reverse of the lowest name");

    [Test, AssignmentTest("A4.1", Points = 1, Slide = "When the relayer leaves")]
    public void NamePolicies_EqualNames_ComeInTheOrderOfJoining()
    {
        Assert.That(new LowestName().Compare(Ann, SecondAnn), Is.Negative, "lowest name: peer 3 before peer 4");
        Assert.That(new LowestName().Compare(SecondAnn, Ann), Is.Positive, "lowest name: peer 4 behind peer 3");
        Assert.That(new HighestName().Compare(Ann, SecondAnn), Is.Negative, "highest name: peer 3 before peer 4, too");
    }

    private static IEnumerable<Member> Order(IElectionPolicy policy, params Member[] members) =>
        members.Order(Comparer<Member>.Create(policy.Compare));
}
