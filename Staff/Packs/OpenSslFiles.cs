using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Course.Staffing.Packs;

/// <summary>
/// The libraries of OpenSSL that this process uses: .NET hashes with them, and a bare image has none. The pack brings them, and setup.sh
/// puts them in place only where the image lacks them.
/// </summary>
internal static partial class OpenSslFiles
{
    /// <summary>Both libraries, below a name; none on a machine that is not Linux x64.</summary>
    public static IReadOnlyList<PackEntry> Entries(string name)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return [];
        // Whatever was loaded stands in the map of this process once something has been hashed.
        _ = SHA256.HashData([]);
        return
        [
            .. File.ReadLines("/proc/self/maps").Select(line => Library().Match(line)).Where(match => match.Success)
                .Select(match => match.Groups["path"].Value).Distinct().Where(File.Exists)
                .Select(path => new PackEntry($"{name}/{Path.GetFileName(path)}", () => File.ReadAllBytes(path))),
        ];
    }

    [GeneratedRegex(@"\s(?<path>/\S*/lib(ssl|crypto)\.so\.[0-9.]+)$")]
    private static partial Regex Library();
}
