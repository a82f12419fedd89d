using Course.Staffing;
using Course.Staffing.Grading.RunPages;
using Course.Staffing.Grading.Sessions;

return args switch
{
    [SessionPlayer.Verb] => SessionPlayer.Run(),
    [SchedulePlayback.Verb] => SchedulePlayback.Run(),
    _ => await StaffCommandLine.RunAsync(args),
};
