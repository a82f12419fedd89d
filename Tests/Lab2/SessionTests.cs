using Course.Assignments;

namespace Course.Tests.Lab2;

/// <summary>A2.5: whole peers. Nobody dies; every order in which messages may come gives one order of calls.</summary>
internal sealed class SessionTests
{
    private const string Slide = "Atomic broadcast by a fixed sequencer";
    private const int Seeds = 12;

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void Session_AnyArrivals_EachCallIsCarriedOutEverywhereOnce() =>
        InEverySession(session =>
        {
            var calls = session.Calls.Keys.Order(StringComparer.Ordinal);
            foreach (var diary in session.Diaries)
            {
                Assert.That(diary.Ended.Order(StringComparer.Ordinal), Is.EqualTo(calls), "validity, agreement and integrity");
            }
        });

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void Session_AnyArrivals_AllReplicasSeeOneOrder() =>
        InEverySession(session =>
        {
            foreach (var diary in session.Diaries) Assert.That(diary.Begun, Is.EqualTo(session.Diaries[0].Begun), "total order");
        });

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void Session_AnyArrivals_CallsOfOnePeerKeepTheirOrder() =>
        InEverySession(session =>
        {
            var numbers = session.Diaries[0].Ended.GroupBy(line => line[..3], line => int.Parse(line[3..])).ToList();
            Assert.That(numbers, Has.Count.EqualTo(3));
            foreach (var ofOne in numbers) Assert.That(ofOne, Is.Ordered, $"first in, first out, for {ofOne.Key}");
        });

    [Test, AssignmentTest("A2.5", Points = 1, Slide = Slide)]
    public void Session_AnyArrivals_EachCallerLearnsThePlaceOfItsCall() =>
        InEverySession(session =>
        {
            foreach (var (line, call) in session.Calls)
            {
                Assert.That(call.IsCompletedSuccessfully, Is.True, $"the call of {line} has an end");
                Assert.That(call.Result, Is.EqualTo(session.Diaries[0].Ended.IndexOf(line) + 1), line);
            }
        });

    private static void InEverySession(Action<RelaySession> check)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var session = new RelaySession(peers: 3, seed).Run(callsEach: 4);
            Assert.That(session.Faults, Is.Empty, $"schedule {seed}");
            check(session);
        }
    }
}
