using Course.Assignments;
using Course.Rpc.Calls;

namespace Course.Tests.Lab1;

/// <summary>A1.1: the header by which calls are told apart.</summary>
internal sealed class HeaderTests
{
    private const string Slide = "GIPC and RPC calls";

    [Test, AssignmentTest("A1.1", Points = 1, Slide = Slide)]
    public void Header_OfPlainParameters_IsTheNameAndTheTypesInOrder()
    {
        Assert.That(HeaderOf(nameof(IHeaders.Move)), Is.EqualTo("Move(String,Int32)"), "a comma between the types, and no blank");
        Assert.That(HeaderOf(nameof(IHeaders.Stop)), Is.EqualTo("Stop()"), "no parameters: empty parentheses");
    }

    [Test, AssignmentTest("A1.1", Points = 2, Slide = Slide)]
    public void Header_OfArraysAndGenericTypes_NamesTheirElementsToo()
    {
        Assert.That(HeaderOf(nameof(IHeaders.Draw)), Is.EqualTo("Draw(Int32[])"));
        Assert.That(
            HeaderOf(nameof(IHeaders.Merge)), Is.EqualTo("Merge(Dictionary<String,Int32[]>)"),
            "List<int> and List<string> must not give one header: two methods would be one");
    }

    [Test, AssignmentTest("A1.1", Points = 1, Slide = Slide)]
    public void Header_OfAMethodWithAToken_LeavesTheTokenOut() =>
        Assert.That(
            HeaderOf(nameof(IHeaders.Load)), Is.EqualTo("Load(String)"),
            "a CancellationToken stays at the caller: it is no part of the message");

    private static string HeaderOf(string method) => CallHeader.Of(typeof(IHeaders).GetMethod(method)!);

    private interface IHeaders
    {
        void Move(string name, int steps);

        void Stop();

        void Draw(int[] points);

        void Merge(Dictionary<string, int[]> counts);

        Task Load(string name, CancellationToken cancellation);
    }
}
