namespace Course.Benchmarks.Children;

/// <summary>Answers of several children to one request.</summary>
internal static class Answers
{
    /// <summary>
    /// All answers, in the order of the children. The first failure ends the wait: others may wait for that child in vain.
    /// </summary>
    public static async Task<T[]> AllAsync<T>(IEnumerable<Task<T>> asked)
    {
        var answers = asked.ToArray();
        await foreach (var answered in Task.WhenEach(answers)) await answered;
        return await Task.WhenAll(answers);
    }
}
