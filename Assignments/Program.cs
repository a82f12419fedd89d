using Course.Assignments.Running;

return TestRunner.Run(args);
