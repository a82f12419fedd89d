using System.Reflection;
using System.Runtime.CompilerServices;

namespace Course.Tests.House;

/// <summary>The public types and members of an assembly as text: sorted, one per line, the same on every machine.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(Of).Distinct().Order(StringComparer.Ordinal);

    public static IEnumerable<string> Of(Type type)
    {
        var name = ApiNames.Declared(type);
        yield return $"{name} : {Kind(type)}{Bases(type)}";
        if (typeof(Delegate).IsAssignableFrom(type)) yield break;
        foreach (var member in type.GetMembers(Declared).Select(member => Of(type, member)).OfType<string>())
        {
            yield return $"{name}.{member}";
        }
    }

    private static string? Of(Type type, MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not PropertyInfo => null,
        FieldInfo { IsSpecialName: false } field when IsVisible(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly) =>
            type.IsEnum ? $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}"
            : $"{field.Name} : {(field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty)}{ApiNames.Of(field.FieldType)}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
            $"{method.Name}{ApiNames.GenericParameters(method)}({Parameters(method)})"
            + $" : {Modifiers(method)}{ApiNames.Of(method.ReturnType)}",
        MethodInfo method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) =>
            $"{method.Name}({Parameters(method)}) : {ApiNames.Of(method.ReturnType)}",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
            $"{property.Name}{Index(property)} : {ApiNames.Of(property.PropertyType)} {{ {accessors} }}",
        EventInfo { AddMethod: { } add } raised when IsVisible(add) => $"{raised.Name} : event {ApiNames.Of(raised.EventHandlerType!)}",
        _ => null,
    };

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : typeof(Delegate).IsAssignableFrom(type)
            ? $"delegate ({Parameters(type.GetMethod("Invoke")!)}) : {ApiNames.Of(type.GetMethod("Invoke")!.ReturnType)}"
        : type.IsValueType ? type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type)) return string.Empty;
        var bases = type.GetInterfaces().Where(face => face.IsVisible).Select(ApiNames.Of).Order(StringComparer.Ordinal);
        var parent = type.BaseType is { } found && found != typeof(object) && found != typeof(ValueType)
            ? [ApiNames.Of(found)] : Array.Empty<string>();
        var text = string.Join(", ", parent.Concat(bases));
        return text.Length == 0 ? string.Empty : " " + text;
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => string.Empty,
        };
        return $"{passing}{ApiNames.Of(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : string.Empty)}";
    }

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index
            ? $"[{string.Join(", ", index.Select(parameter => ApiNames.Of(parameter.ParameterType)))}]"
            : string.Empty;

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : string.Empty) + method switch
        {
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => string.Empty,
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => string.Empty,
        };

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : string.Empty;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? IsInitOnly(setter) ? "init; " : "set; " : string.Empty;
        return (get + set).TrimEnd();
    }

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsVisible(MethodBase method) => IsVisible(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsVisible(bool isPublic, bool isProtected) => isPublic || isProtected;
}
