using Course.Benchmarks;
using Course.Benchmarks.Children;

return args is [ChildProgram.Verb] ? await ChildProgram.RunAsync() : await BenchmarksCommandLine.RunAsync(args);
