using Course.Assignments.Running;

// Not a return: threads that a test left behind do not keep the process.
Environment.Exit(TestRunner.Run(args));
