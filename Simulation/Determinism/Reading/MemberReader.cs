using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Course.Simulation.Determinism.Reading;

/// <summary>Resolves the tokens of one assembly to members and types. For one thread.</summary>
internal sealed class MemberReader(MetadataReader reader)
{
    private readonly Dictionary<int, Member?> _known = [];

    public ShapeProvider Shapes { get; } = new();

    public Member? Of(int token)
    {
        if (_known.TryGetValue(token, out var known)) return known;
        var handle = MetadataTokens.EntityHandle(token);
        known = handle.Kind switch
        {
            HandleKind.MethodDefinition => Of((MethodDefinitionHandle)handle),
            HandleKind.FieldDefinition => Of((FieldDefinitionHandle)handle),
            HandleKind.MemberReference => Of((MemberReferenceHandle)handle),
            HandleKind.MethodSpecification => Of((MethodSpecificationHandle)handle),
            _ => null,
        };
        _known[token] = known;
        return known;
    }

    public Member Of(MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        var signature = method.DecodeSignature(Shapes, null);
        return new Member(
            TypeOf(method.GetDeclaringType()), reader.GetString(method.Name), signature.ParameterTypes, signature.ReturnType,
            !method.Attributes.HasFlag(MethodAttributes.Static), []);
    }

    public TypeShape TypeOf(int token) => TypeOf(MetadataTokens.EntityHandle(token));

    public TypeShape TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Shapes.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => Shapes.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => Shapes.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
        _ => TypeShape.Named(string.Empty, "?"),
    };

    private Member Of(FieldDefinitionHandle handle)
    {
        var field = reader.GetFieldDefinition(handle);
        return new Member(
            TypeOf(field.GetDeclaringType()), reader.GetString(field.Name), [], field.DecodeSignature(Shapes, null),
            !field.Attributes.HasFlag(FieldAttributes.Static), []);
    }

    private Member? Of(MemberReferenceHandle handle)
    {
        var reference = reader.GetMemberReference(handle);
        // A call with a variable list of arguments names its definition instead of a type.
        if (reference.Parent.Kind == HandleKind.MethodDefinition) return Of((MethodDefinitionHandle)reference.Parent);
        var declaring = TypeOf(reference.Parent);
        var name = reader.GetString(reference.Name);
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            return new Member(declaring, name, [], reference.DecodeFieldSignature(Shapes, null), true, []);
        }

        var signature = reference.DecodeMethodSignature(Shapes, null);
        return new Member(declaring, name, signature.ParameterTypes, signature.ReturnType, signature.Header.IsInstance, []);
    }

    private Member? Of(MethodSpecificationHandle handle)
    {
        var specification = reader.GetMethodSpecification(handle);
        ImmutableArray<TypeShape> arguments = specification.DecodeSignature(Shapes, null);
        return Of(MetadataTokens.GetToken(specification.Method)) is { } generic ? generic with { MethodArguments = arguments } : null;
    }
}
