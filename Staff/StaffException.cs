namespace Course.Staffing;

/// <summary>A command of the staff cannot go on; the message says who, what, which rule, and what next. Printed as one line.</summary>
public sealed class StaffException(string message) : Exception(message);
