using Course.Staffing.Grading.Compiling;
using Course.Staffing.Grading.Running;

namespace Course.Tests.Staff.Grading;

internal sealed class RunFolderTests
{
    [Test, Platform(Exclude = "Win")]
    public void Make_FileThatOnlyItsOwnerReads_IsReadableForTheChildsUser()
    {
        using var temporary = new TemporaryFolder();
        var hidden = Path.Combine(temporary.Path, "Course.Tests.Hidden.dll");
        File.WriteAllText(hidden, "");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        using var folder = RunFolder.Make(temporary.Path, [hidden], new Dictionary<string, AssemblyImage>());

        Assert.That(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(folder.Path, "Course.Tests.Hidden.dll"))
                .HasFlag(UnixFileMode.OtherRead | UnixFileMode.GroupRead));
    }
}
