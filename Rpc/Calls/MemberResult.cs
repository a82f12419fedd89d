using Course.Rpc.Transport;

namespace Course.Rpc.Calls;

/// <summary>What one member answered to a group call.</summary>
/// <param name="Member">The member.</param>
/// <param name="Failure">Why there is no result: it threw, left, or did not answer in time; <see langword="null"/> if there is one.</param>
/// <param name="Result">The result; default when there is none.</param>
public sealed record MemberResult<TResult>(PeerName Member, Exception? Failure, TResult? Result)
{
    /// <summary>The result, or the failure as an exception.</summary>
    public TResult Value => Failure is null
        ? Result!
        : throw new InvalidOperationException($"'{Member}' gave no result: {Failure.Message}", Failure);
}
