using Course.Assignments;
using Course.Filters;
using Course.Rpc.Filtering;

namespace Course.Tests.Lab3;

/// <summary>A3.1: by its form the filter tells what an envelope is.</summary>
internal sealed class HeaderListTests
{
    private const string Slide = "Separation of concerns: send and receive filters";

    [Test, AssignmentTest("A3.1", Points = 1, Slide = Slide)]
    public void ClassOf_ApplicationCalls_AreBroadcastsAndRelays()
    {
        Assert.That(Class("ISequencer", "Broadcast(String)"), Is.EqualTo(CallClass.Broadcast));
        Assert.That(Class("IClient", "Relay(String)"), Is.EqualTo(CallClass.Relay));
        Assert.That(
            Class("IClient", "Relay(String)", EnvelopeKind.Request), Is.EqualTo(CallClass.Relay),
            "whether the caller waits does not matter");
        Assert.That(Class("(managers)", "Report(ReportPart)"), Is.EqualTo(CallClass.ManagerMessage));
    }

    [Test, AssignmentTest("A3.1", Points = 1, Slide = Slide)]
    public void ClassOf_EverythingElse_IsNoneOfTheFiltersBusiness()
    {
        Assert.That(Class("IClient", "Broadcast(String)"), Is.EqualTo(CallClass.Other), "the same method of another object");
        Assert.That(Class("ISequencer", "Broadcast(Int32)"), Is.EqualTo(CallClass.Other), "another method of the same object");
        Assert.That(Class("ISequencer", "Broadcast(String)", EnvelopeKind.Reply), Is.EqualTo(CallClass.Other), "an answer is no call");
        Assert.That(Class("(managers)", "Report(ReportPart)", EnvelopeKind.Failure), Is.EqualTo(CallClass.Other), "nor is a failure");
    }

    private static CallClass Class(string target, string header, EnvelopeKind kind = EnvelopeKind.OneWay) =>
        Forms.Headers.ClassOf(new Envelope { Kind = kind, Target = target, Header = header });
}
