global using Course.Assignments;
global using Course.FaultTolerance;
global using Course.Testing.Managers;
global using static Course.Testing.Managers.ProtocolValues;
