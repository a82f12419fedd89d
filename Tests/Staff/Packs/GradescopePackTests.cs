using Course.Staffing;
using Course.Staffing.Packs;

namespace Course.Tests.Staff.Packs;

internal sealed class GradescopePackTests
{
    [Test]
    public void Entries_OfAPack_LieWhereGradescopeAndTheScriptsLook()
    {
        using var folder = new TemporaryFolder();
        var entries = GradescopePack.Entries(
            new GradescopeConfiguration(5, 10, false), Runtime(folder),
            Folder(folder, "grader", "staff.dll", "staff", "staff.xml", "N.dll"),
            Folder(folder, "kit", "Course.Rpc.dll"), Folder(folder, "hidden", "Course.Tests.Hidden.dll"),
            Path.GetDirectoryName(Folder(folder, "tree/Rpc", "A.cs", "A.csproj", "obj/B.cs"))!, ["Rpc"]);

        var libraries = entries.Where(entry => entry.Name.StartsWith("lib/", StringComparison.Ordinal))
            .Select(entry => entry.Name).ToList();
        if (OperatingSystem.IsLinux()) Assert.That(libraries, Has.One.Contain("libssl.so.").And.One.Contain("libcrypto.so."));
        var names = entries.Select(entry => entry.Name).Except(libraries).ToList();
        Assert.That(names, Is.EquivalentTo(new[]
        {
            "setup.sh", "run_autograder", "gradescope.json", "dotnet/dotnet", "dotnet/host/fxr/10.0.9/libhostfxr.so",
            "dotnet/shared/Microsoft.NETCore.App/10.0.9/System.Runtime.dll", "staff/staff.dll", "staff/N.dll",
            "kit/visible/Course.Rpc.dll", "kit/hidden/Course.Tests.Hidden.dll", "reference/Rpc/A.cs",
        }));
        Assert.That(entries.Where(entry => entry.IsExecutable).Select(entry => entry.Name),
            Is.EquivalentTo(new[] { "setup.sh", "run_autograder", "dotnet/dotnet" }));
    }

    [Test]
    public void Scripts_NeedNoNetworkAndStartWithAShell()
    {
        foreach (var script in new[] { GradescopeScripts.Setup, GradescopeScripts.Run })
        {
            Assert.That(script, Does.StartWith("#!/usr/bin/env bash\n").Or.StartWith("#!/usr/bin/env bash\r\n").And.Not.Contain("apt"));
            Assert.That(script, Does.Not.Contain("curl").And.Not.Contain("wget").And.Not.Contain("http"));
        }

        Assert.That(GradescopeScripts.Run, Does.Contain("/autograder/results/results.json"));
    }

    [Test]
    public void Configuration_WrittenAndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "gradescope.json");
        var configuration = new GradescopeConfiguration(5, 10, true);
        File.WriteAllText(file, configuration.ToJson());

        Assert.That(GradescopeConfiguration.Read(file), Is.EqualTo(configuration));
        File.WriteAllText(file, "{}");
        Assert.That(() => GradescopeConfiguration.Read(file), Throws.TypeOf<StaffException>().With.Message.Contain("Make the pack again"));
    }

    [Test]
    public void Runtime_OfAnotherKind_IsRefusedByName()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => DotnetRuntime.Find(folder.Path),
            Throws.TypeOf<StaffException>().With.Message.Contain("no program dotnet of Linux x64"));
        Runtime(folder);
        Directory.Move(Path.Combine(folder.Path, "shared/Microsoft.NETCore.App/10.0.9"),
            Path.Combine(folder.Path, "shared/Microsoft.NETCore.App/9.0.1"));
        Assert.That(() => DotnetRuntime.Find(folder.Path),
            Throws.TypeOf<StaffException>().With.Message.Contain("holds no Microsoft.NETCore.App 10"));
    }

    private static DotnetRuntime Runtime(TemporaryFolder folder)
    {
        Folder(folder, "host/fxr/10.0.9", "libhostfxr.so");
        Folder(folder, "host/fxr/9.0.20", "libhostfxr.so");
        Folder(folder, "shared/Microsoft.NETCore.App/10.0.9", "System.Runtime.dll");
        Folder(folder, "shared/Microsoft.NETCore.App/9.0.20", "System.Runtime.dll");
        var elf = new byte[64];
        (elf[0], elf[1], elf[2], elf[3], elf[4], elf[18]) = (0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 62);
        File.WriteAllBytes(Path.Combine(folder.Path, "dotnet"), elf);
        if (Directory.Exists(Path.Combine(folder.Path, "shared/Microsoft.NETCore.App/9.0.20")))
            Directory.Delete(Path.Combine(folder.Path, "shared/Microsoft.NETCore.App/9.0.20"), recursive: true);
        return DotnetRuntime.Find(folder.Path);
    }

    private static string Folder(TemporaryFolder folder, string name, params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder.Path, name, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }

        return Path.Combine(folder.Path, name);
    }
}
