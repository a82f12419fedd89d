using System.Security.Cryptography;
using System.Text;

namespace Course.Staffing.Grading.References;

/// <summary>SHA-256 over the sources of a reference.</summary>
internal static class ReferenceDigest
{
    /// <summary>In hexadecimal digits; equal for equal sources.</summary>
    public static string Of(ReferenceTree reference)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in reference.Sources) hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{text}\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
