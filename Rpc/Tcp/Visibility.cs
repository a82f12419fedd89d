using System.Runtime.CompilerServices;

// The tests speak the wire by themselves, to send what no peer would.
[assembly: InternalsVisibleTo("Course.Hosting")]
[assembly: InternalsVisibleTo("Course.Tests.Tcp")]
[assembly: InternalsVisibleTo("Course.Tests.Hosting")]
