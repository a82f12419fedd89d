using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Course.Tests.Rpc")]
[assembly: InternalsVisibleTo("Course.Rpc.MessagePack")]
