using Microsoft.AspNetCore.SignalR;

namespace Course.Benchmarks.Rivals;

/// <summary>SignalR's hub as its documentation shows it: what one client says goes to all.</summary>
internal sealed class NotesHub : Hub
{
    public Task Note(string text) => Clients.All.SendAsync("Note", text);
}
