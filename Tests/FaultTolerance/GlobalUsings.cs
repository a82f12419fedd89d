global using Course.FaultTolerance;
