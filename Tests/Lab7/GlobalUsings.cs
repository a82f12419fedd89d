global using Course.Assignments;
global using Course.FaultTolerance;
global using Course.Simulation.Exploring;
global using Course.Testing;
global using Course.Testing.Managers;
global using static Course.Testing.Managers.ProtocolValues;
