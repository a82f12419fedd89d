namespace Course.Staffing.Grading.Kits;

/// <summary>The program of the kit that plays sessions: this assembly, under the entry that does nothing else.</summary>
internal static class SessionProgram
{
    /// <summary>Its assembly, without ending.</summary>
    public const string Assembly = "staff";

    /// <summary>Puts it into a kit.</summary>
    public static void CopyTo(string folder)
    {
        var own = typeof(SessionProgram).Assembly.Location;
        foreach (var ending in (string[])[".dll", ".pdb"])
        {
            var file = Path.ChangeExtension(own, ending);
            if (File.Exists(file)) File.Copy(file, Path.Combine(folder, Assembly + ending), overwrite: true);
        }
    }
}
