namespace Course.Staffing.Grading.References;

/// <summary>A box of the product whose files can be marked: a folder that becomes one assembly.</summary>
/// <param name="Folder">From the root, with forward slashes.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Uses">The assemblies of the product that it refers to, directly or through others.</param>
internal sealed record Box(string Folder, string Assembly, IReadOnlyList<string> Uses)
{
    private const string Rpc = "Course.Rpc";
    private const string FaultTolerance = "Course.FaultTolerance";
    private const string Filters = "Course.Filters";
    private const string Relayer = "Course.Relayer";
    private const string RelayerClient = "Course.RelayerClient";

    /// <summary>All of them, each after what it uses.</summary>
    public static IReadOnlyList<Box> All { get; } =
    [
        new("Rpc", Rpc, []),
        new("FaultTolerance", FaultTolerance, []),
        new("Filters", Filters, [Rpc, FaultTolerance]),
        new("Relayer", Relayer, [Rpc]),
        new("RelayerClient", RelayerClient, [Rpc, Relayer]),
        new("Peer", "Course.Peer", [Rpc, FaultTolerance, Filters, Relayer, RelayerClient]),
    ];

    /// <summary>Folders inside of a box that are projects of their own.</summary>
    private static IReadOnlyList<string> OtherProjects { get; } = ["Rpc/Tcp/", "Rpc/MessagePack/"];

    /// <summary>The box that a file belongs to; null if none.</summary>
    public static Box? Of(string path) =>
        OtherProjects.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
            ? null
            : All.FirstOrDefault(box => path.StartsWith(box.Folder + "/", StringComparison.Ordinal));
}
