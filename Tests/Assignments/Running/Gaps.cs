namespace Course.Tests.Assignments.Running;

/// <summary>Bodies as a student finds them.</summary>
internal static class Gaps
{
    public static bool Own() => throw new NotImplementedException("A1.2 Make the proxy.");

    public static void Other() => throw new NotImplementedException("A1.1 Find the method.");

    public static void Swallow()
    {
        try
        {
            Own();
        }
        catch (NotImplementedException)
        {
            // As a loop does that must go on.
        }
    }
}
