using Course.Assignments.Running;

namespace Course.Assignments.Sealed;

/// <summary>
/// Plays sealed scenarios on whole peers. The runner finds the implementation in Course.Testing beside the tests, so that it plays with
/// the assemblies that were built with them.
/// </summary>
public interface ISealedPlayer
{
    /// <summary>Plays one scenario; the same scenario on the same code has the same verdict. May never return, as tests may.</summary>
    (Verdict Verdict, string Message) Play(SealedScenario scenario);
}
