using Course.Staffing;

return await StaffCommandLine.RunAsync(args);
