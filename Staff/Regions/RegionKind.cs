namespace Course.Staffing.Regions;

/// <summary>Where a solution region stands, and so what takes its place in a handout.</summary>
public enum RegionKind
{
    /// <summary>Inside a body: an exception that names the part takes its place, or the stub's lines.</summary>
    Statements,

    /// <summary>Between the members of a type: the stub's lines take its place, or nothing.</summary>
    Members,

    /// <summary>The whole file: the stub's lines take its place, or there is no such file.</summary>
    File,
}
