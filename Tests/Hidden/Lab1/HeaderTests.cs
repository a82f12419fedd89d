using Course.Assignments;
using Course.Rpc.Calls;

namespace Course.Tests.Hidden.Lab1;

internal sealed class HeaderTests
{
    [Test, AssignmentTest("A1.1", Points = 1, Slide = "GIPC and RPC calls")]
    public void Header_OfNestedTypesAndATokenInTheMiddle_IsWrittenFromInsideOut()
    {
        Assert.That(
            HeaderOf(nameof(IHeaders.Deep)), Is.EqualTo("Deep(List<Dictionary<String,Int64[]>[]>[],Nullable<Int32>)"),
            "arrays of generic types of arrays");
        Assert.That(HeaderOf(nameof(IHeaders.Middle)), Is.EqualTo("Middle(String,Double)"), "the token does not count, wherever it stands");
    }

    private static string HeaderOf(string method) => CallHeader.Of(typeof(IHeaders).GetMethod(method)!);

    private interface IHeaders
    {
        void Deep(List<Dictionary<string, long[]>[]>[] all, int? most);

#pragma warning disable CA1068 // That is what is tested.
        Task Middle(string name, CancellationToken cancellation, double share);
#pragma warning restore CA1068
    }
}
