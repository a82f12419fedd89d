using System.Reflection;

namespace Course.Rpc.Serialization.Codecs;

/// <summary>
/// How an object lies on the wire: which member is at which place of the array, and how the object is made from them. A place
/// that is null is free (a gap between explicit keys).
/// </summary>
/// <param name="Constructor">Takes the slots that have a parameter; null for a struct that is made of zeros and then filled.</param>
/// <param name="Slots">The places of the array, in order.</param>
internal sealed record ObjectPlan(ConstructorInfo? Constructor, IReadOnlyList<ObjectSlot?> Slots);

/// <summary>One member of an object on the wire.</summary>
/// <param name="Member">The property or field it is read from, and set through if it has no parameter.</param>
/// <param name="Parameter">The constructor's parameter that takes it; null where the member is set after construction.</param>
/// <param name="IsOptional">
/// True where an older peer may leave it out: the parameter has a default value, the type takes null, or the member keeps what
/// the constructor gave it.
/// </param>
internal sealed record ObjectSlot(MemberInfo Member, ParameterInfo? Parameter, bool IsOptional)
{
    public string Name => Member.Name;

    public Type Type => Member is PropertyInfo property ? property.PropertyType : ((FieldInfo)Member).FieldType;
}
