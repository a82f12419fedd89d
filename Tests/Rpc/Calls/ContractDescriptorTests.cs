using Course.Rpc.Calls;

namespace Course.Tests.Rpc.Calls;

public sealed class ContractDescriptorTests
{
    [TestCase(typeof(IReturnsInt), "Count()", "returns Int32")]
    [TestCase(typeof(IHasProperty), "Size", "property or an event")]
    [TestCase(typeof(IHasEvent), "Changed", "property or an event")]
    [TestCase(typeof(IHasGeneric), "Echo", "generic")]
    [TestCase(typeof(IHasRef), "value", "reference, pointer or span")]
    [TestCase(typeof(IHasSpan), "bytes", "reference, pointer or span")]
    [TestCase(typeof(IHasTwoTokens), "Run()", "two cancellation tokens")]
    [TestCase(typeof(IHasTwins), "Say(Name)", "another name")]
    [TestCase(typeof(IHidden), "IHidden", "make the interface")]
    [TestCase(typeof(Calculator), "Calculator", "not an interface")]
    [TestCase(typeof(IOpen<>), "IOpen`1", "open generic")]
    public void Of_AContractThatCannotBeCalled_NamesMemberAndRule(Type contract, string member, string rule)
    {
        Assert.That(
            () => ContractDescriptor.Of(contract),
            Throws.ArgumentException.With.Message.Contains(member).And.Message.Contains(rule));
    }

    [Test]
    public void Proxy_OfATypeWithoutWireForm_IsRefusedWhenItIsMade()
    {
        var session = new RpcNetwork(2);
        Assert.That(
            () => session[1].To<ITakesObject>(session.Name(2)),
            Throws.ArgumentException.With.Message.Contains("Take(Object)"));
    }

    [Test]
    public void Header_IsNameAndTypes_WithoutTheToken()
    {
        var headers = ContractDescriptor.Of(typeof(IShapes)).Methods.Select(method => method.Header);
        Assert.That(headers, Is.EquivalentTo(new[] { "None()", "Map(Dictionary<String,Int32[]>,Nullable<Int32>)" }));
    }

    [Test]
    public void Methods_OfInheritedInterfaces_AreIncluded()
    {
        Assert.That(ContractDescriptor.Of(typeof(IDerived)).TryFind("Heard(String)", out _), Is.True);
    }

    public interface IReturnsInt
    {
        int Count();
    }

    public interface IHasProperty
    {
        int Size { get; }
    }

    public interface IHasEvent
    {
        event Action Changed;
    }

    public interface IHasGeneric
    {
        Task Echo<T>(T value);
    }

    public interface IHasRef
    {
        void Set(ref int value);
    }

    public interface IHasSpan
    {
        void Set(ReadOnlySpan<byte> bytes);
    }

    public interface IHasTwoTokens
    {
        Task Run(CancellationToken first, CancellationToken second);
    }

    public interface IHasTwins
    {
        void Say(First.Name name);

        void Say(Second.Name name);
    }

    public interface IOpen<T>
    {
        void Say(T value);
    }

    public interface ITakesObject
    {
        void Take(object value);
    }

    public interface IShapes
    {
        Task None(CancellationToken cancellation);

        void Map(Dictionary<string, int[]> map, int? number);
    }

    public interface IDerived : IListener
    {
        void More();
    }

    internal interface IHidden
    {
        void Run();
    }

    public static class First
    {
        public sealed record Name(string Text);
    }

    public static class Second
    {
        public sealed record Name(string Text);
    }
}
