namespace Course.Simulation.Determinism.Reading;

/// <summary>What kind of type a signature holds.</summary>
internal enum ShapeKind
{
    Class,
    Value,
    Array,
    ByReference,
    Pointer,
    TypeParameter,
    MethodParameter,
    Other,
}
