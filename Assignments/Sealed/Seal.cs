using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Assignments.Sealed;

/// <summary>
/// A commitment: the digest travels with the handout and tells nothing; nonce and content are published later, and fit no other digest.
/// </summary>
/// <param name="Version">1.</param>
/// <param name="Nonce">32 random bytes in hexadecimal, so that nobody finds the content by trying.</param>
/// <param name="Content">The text that was sealed, character by character.</param>
public sealed record Seal(int Version, string Nonce, string Content)
{
    /// <summary>The name of the file that travels with the handout: the digest in hexadecimal.</summary>
    public const string DigestFile = "sealed.sha256";

    /// <summary>The name of the file that is published later.</summary>
    public const string OpenedFile = "sealed.json";

    private const int NonceBytes = 32;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Seals a content with a new nonce.</summary>
    /// <exception cref="SealException">The content breaks a rule.</exception>
    public static Seal New(string content)
    {
        SealedContent.Parse(content);
        return new Seal(1, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)), content);
    }

    /// <summary>SHA-256 of the nonce's bytes and the content's bytes in UTF-8, in hexadecimal.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(Nonce), .. Encoding.UTF8.GetBytes(Content)]));

    /// <summary>The text of <see cref="OpenedFile"/>.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads <see cref="OpenedFile"/>.</summary>
    /// <exception cref="SealException">It is none.</exception>
    public static Seal Read(string text)
    {
        try
        {
            var seal = JsonSerializer.Deserialize<Seal>(text, Options) ?? throw new SealException("the file is empty.");
            if (seal.Version != 1) throw new SealException($"the file has version {seal.Version}; this kit reads version 1.");
            return seal.Nonce.Length == 2 * NonceBytes && seal.Nonce.All(char.IsAsciiHexDigit)
                ? seal
                : throw new SealException($"the nonce is not {NonceBytes} bytes in hexadecimal.");
        }
        catch (JsonException e)
        {
            throw new SealException($"the file is no opened seal: {e.Message}");
        }
    }

    /// <summary>The content, if the digest is of this seal.</summary>
    /// <param name="digest">What travelled with the handout; space around it does not count.</param>
    /// <exception cref="SealException">It is of another one.</exception>
    public SealedContent Open(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return string.Equals(digest.Trim(), Digest(), StringComparison.OrdinalIgnoreCase)
            ? SealedContent.Parse(Content)
            : throw new SealException($"its digest is {Digest()}, and the handout's is {digest.Trim()}: this is not what was sealed.");
    }
}
