using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Course.Tests.Rpc")]
[assembly: InternalsVisibleTo("Course.Tests.Lab1")]
[assembly: InternalsVisibleTo("Course.Tests.Lab2")]
[assembly: InternalsVisibleTo("Course.Tests.Lab3")]
[assembly: InternalsVisibleTo("Course.Tests.Hidden")]
[assembly: InternalsVisibleTo("Course.Rpc.MessagePack")]
[assembly: InternalsVisibleTo("benchmarks")]
