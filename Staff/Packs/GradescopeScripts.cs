namespace Course.Staffing.Packs;

/// <summary>The two scripts that Gradescope calls. They need a shell and the C library of the image, and no network.</summary>
internal static class GradescopeScripts
{
    /// <summary>Called once, when the image is built.</summary>
    public static string Setup => """
        #!/usr/bin/env bash
        # Called once, when the image is built. Everything is in this folder: nothing is fetched.
        set -eu
        source=/autograder/source
        chmod 755 "$source/run_autograder" "$source/dotnet/dotnet"
        # .NET hashes with OpenSSL. An image that has none gets the copy in this folder.
        if ! ldconfig -p | grep -Eq 'libssl\.so\.(3|1\.1)'; then
          cp "$source"/lib/libssl.so.* "$source"/lib/libcrypto.so.* /usr/local/lib/
          ldconfig
        fi
        # Whoever runs students' code as another user keeps this from its eyes.
        chmod -R go-rwx "$source/kit/hidden" "$source/reference"
        "$source/dotnet/dotnet" --list-runtimes

        """;

    /// <summary>Called for each submission, from a copy in /autograder.</summary>
    public static string Run => """
        #!/usr/bin/env bash
        # Called for each submission; writes /autograder/results/results.json whatever happens.
        set -u
        source=/autograder/source
        results=/autograder/results/results.json
        export DOTNET_ROOT="$source/dotnet" PATH="$source/dotnet:$PATH" HOME="${HOME:-/root}"
        export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_EnableDiagnostics=0
        mkdir -p /autograder/results
        rm -f "$results"
        "$source/dotnet/dotnet" "$source/staff/staff.dll" gradescope --autograder /autograder
        code=$?
        if [ ! -s "$results" ]; then
          why="The grader ended with code $code and without a result. This is no fault of the submission: tell the staff."
          printf '{"score":0,"output":"%s"}\n' "$why" > "$results"
        fi
        exit 0

        """;
}
