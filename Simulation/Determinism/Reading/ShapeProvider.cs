using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;

namespace Course.Simulation.Determinism.Reading;

/// <summary>Reads the types of a signature as <see cref="TypeShape"/>.</summary>
internal sealed class ShapeProvider : ISignatureTypeProvider<TypeShape, object?>
{
    // The mark of a value type in a signature (ECMA-335 II.23.1.16).
    private const byte ValueMark = 0x11;
    private const string Circle = "A type is its own outer type.";

    public TypeShape GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        TypeShape.Named("System", typeCode.ToString(), typeCode is not (PrimitiveTypeCode.String or PrimitiveTypeCode.Object));

    public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            // An outer type stands first (ECMA-335 II.22): a broken image must not send us round in circles.
            if (MetadataTokens.GetRowNumber(outer) >= MetadataTokens.GetRowNumber(handle)) throw new BadImageFormatException(Circle);
            var outside = GetTypeFromDefinition(reader, outer, 0);
            return TypeShape.Named(outside.Namespace, $"{outside.Name}.{name}", rawTypeKind == ValueMark);
        }

        return TypeShape.Named(reader.GetString(type.Namespace), name, rawTypeKind == ValueMark);
    }

    public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            RequireStack();
            var outside = GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0);
            return TypeShape.Named(outside.Namespace, $"{outside.Name}.{name}", rawTypeKind == ValueMark);
        }

        return TypeShape.Named(reader.GetString(type.Namespace), name, rawTypeKind == ValueMark);
    }

    public TypeShape GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        RequireStack();
        return reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }

    public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> typeArguments) =>
        genericType with { Arguments = typeArguments };

    public TypeShape GetGenericTypeParameter(object? genericContext, int index) => Parameter(ShapeKind.TypeParameter, index);

    public TypeShape GetGenericMethodParameter(object? genericContext, int index) => Parameter(ShapeKind.MethodParameter, index);

    public TypeShape GetSZArrayType(TypeShape elementType) => TypeShape.Made(ShapeKind.Array, elementType);

    public TypeShape GetArrayType(TypeShape elementType, ArrayShape shape) => TypeShape.Made(ShapeKind.Array, elementType);

    public TypeShape GetByReferenceType(TypeShape elementType) => TypeShape.Made(ShapeKind.ByReference, elementType);

    public TypeShape GetPointerType(TypeShape elementType) => TypeShape.Made(ShapeKind.Pointer, elementType);

    public TypeShape GetPinnedType(TypeShape elementType) => elementType;

    public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) =>
        TypeShape.Made(ShapeKind.Pointer, TypeShape.Named("System", "Void", isValue: true));

    private static void RequireStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new BadImageFormatException(Circle);
    }

    private static TypeShape Parameter(ShapeKind kind, int index) =>
        new(kind, string.Empty, index.ToString(CultureInfo.InvariantCulture), []);
}
