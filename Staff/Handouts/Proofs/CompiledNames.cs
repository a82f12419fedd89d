using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Course.Staffing.Handouts.Proofs;

/// <summary>What an assembly or its symbols declare by name. What the compiler itself names is left out.</summary>
internal static class CompiledNames
{
    /// <summary>The names in an assembly (dll) or in portable symbols (pdb).</summary>
    public static IReadOnlyList<string> Of(string path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        try
        {
            if (Path.GetExtension(path) == ".pdb")
            {
                using var symbols = MetadataReaderProvider.FromPortablePdbStream(stream);
                return [.. OfSymbols(symbols.GetMetadataReader())];
            }

            using var image = new PEReader(stream);
            return image.HasMetadata ? [.. OfAssembly(image.GetMetadataReader())] : [];
        }
        catch (BadImageFormatException)
        {
            // No metadata, so no names; its bytes are searched for canaries all the same.
            return [];
        }
    }

    private static IEnumerable<string> OfSymbols(MetadataReader reader) =>
        reader.LocalVariables.Select(handle => reader.GetString(reader.GetLocalVariable(handle).Name))
            .Concat(reader.LocalConstants.Select(handle => reader.GetString(reader.GetLocalConstant(handle).Name)));

    private static IEnumerable<string> OfAssembly(MetadataReader reader)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            yield return reader.GetString(type.Name);
            foreach (var field in type.GetFields()) yield return reader.GetString(reader.GetFieldDefinition(field).Name);
            foreach (var property in type.GetProperties()) yield return reader.GetString(reader.GetPropertyDefinition(property).Name);
            foreach (var declared in type.GetEvents()) yield return reader.GetString(reader.GetEventDefinition(declared).Name);
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                yield return reader.GetString(method.Name);
                // Parameters of what the compiler writes for records and delegates have names of its own.
                if (method.RelativeVirtualAddress == 0 || IsGenerated(reader, method)) continue;
                foreach (var parameter in method.GetParameters()) yield return reader.GetString(reader.GetParameter(parameter).Name);
            }
        }
    }

    private static bool IsGenerated(MetadataReader reader, MethodDefinition method) =>
        method.GetCustomAttributes().Any(handle => reader.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } of
            && reader.GetMemberReference((MemberReferenceHandle)of).Parent is { Kind: HandleKind.TypeReference } parent
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) == "CompilerGeneratedAttribute");
}
