using Course.Assignments.Running;

namespace Course.Commands.Labs;

/// <summary>Is told of tests as they run.</summary>
internal interface ITestView
{
    void Begins(GradedTest test);

    void Ends(TestOutcome outcome);
}
