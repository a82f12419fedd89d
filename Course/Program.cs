return await Course.Commands.CourseCommandLine.RunAsync(args);
