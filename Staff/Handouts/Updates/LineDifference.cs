namespace Course.Staffing.Handouts.Updates;

/// <summary>The lines that make one text of another.</summary>
internal static class LineDifference
{
    /// <summary>Lines to take away ("- …") and to add ("+ …"), from top to bottom.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> old, IReadOnlyList<string> made)
    {
        // The longest common part, from the end: files are of a few hundred lines.
        var common = new int[old.Count + 1, made.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = made.Count - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == made[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (var (i, j) = (0, 0); i < old.Count || j < made.Count;)
        {
            if (i < old.Count && j < made.Count && old[i] == made[j]) (i, j) = (i + 1, j + 1);
            else if (j == made.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1])) lines.Add("- " + old[i++]);
            else lines.Add("+ " + made[j++]);
        }

        return lines;
    }
}
