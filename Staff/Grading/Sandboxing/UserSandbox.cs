using System.Diagnostics;
using System.Globalization;
using Course.Staffing.Grading.Running;

namespace Course.Staffing.Grading.Sandboxing;

/// <summary>
/// A child under a user of its own who owns nothing, in namespaces of its own: it sees no other process and no network, every mounted
/// file system is read-only but its scratch folder in memory, and folders of the grader are covered. For root on Linux.
/// </summary>
/// <param name="covered">Folders that the child must not read: the reference, submissions, results. Those that exist are covered.</param>
internal sealed class UserSandbox(IReadOnlyList<string> covered) : Sandbox
{
    private const int FirstUser = 200_000;
    private const int Users = 100_000;

    // $1 scratch, $2 its size, $3 the user; then folders to cover up to --, then the command. Nothing of it is a student's text.
    private const string Setup =
        """
        set -e
        scratch=$1; size=$2; user=$3; shift 3
        while read -r _ place _; do mount -o remount,bind,ro "$place" 2>/dev/null || :; done < /proc/mounts
        while [ "$1" != -- ]; do mount -t tmpfs -o size=4k,mode=000,ro tmpfs "$1"; shift; done
        shift
        if [ -d /dev/shm ]; then mount -t tmpfs -o size=4k,mode=000,ro tmpfs /dev/shm; fi
        mount -t tmpfs -o "size=$size,mode=700,uid=$user,gid=$user" tmpfs "$scratch"
        if command -v ip > /dev/null; then ip link set lo up; fi
        cd "$scratch"
        exec "$@"
        """;

    private int _next;

    /// <inheritdoc/>
    public override string Words =>
        "Sandbox: another user for each child, no network, no other process to be seen, file systems read-only, scratch folder in memory; "
        + "time, memory, processes, output and disk are limited.";

    /// <inheritdoc/>
    public override ProcessStartInfo Start(RunFolder folder, ChildLimits limits, IReadOnlyList<string> arguments)
    {
        var user = FirstUser + (((Environment.ProcessId * 97) + Interlocked.Increment(ref _next)) % Users);
        string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
        return Bare(
            "/usr/bin/unshare",
            [
                "--net", "--pid", "--ipc", "--mount", "--fork", "--kill-child=KILL", "--mount-proc", "--",
                "/bin/sh", "-c", Setup, "sandbox", folder.Scratch, Number(limits.File), Number(user),
                .. covered.Where(Directory.Exists), "--",
                .. Limits.Command(limits),
                "/usr/bin/setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs", "--inh-caps=-all",
                "--bounding-set=-all", Dotnet, .. arguments,
            ],
            folder,
            limits);
    }
}
