using Course.Staffing;
using Course.Staffing.Grading.Sessions;

return args is [SessionPlayer.Verb] ? SessionPlayer.Run() : await StaffCommandLine.RunAsync(args);
