using System.Runtime.CompilerServices;

// The tests need the port on which a peer listens for the others, to attack it.
[assembly: InternalsVisibleTo("Course.Tests.Hosting")]
