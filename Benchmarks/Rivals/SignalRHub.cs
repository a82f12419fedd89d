using Course.Benchmarks.Children;
using Course.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Course.Benchmarks.Rivals;

/// <summary>A server of SignalR on Kestrel, as shipped, in this process.</summary>
internal sealed class SignalRHub : IParticipant
{
    private WebApplication? _server;

    public DeliveryCheck? Check => null;

    public async Task<string> StartAsync(string? address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        _server = builder.Build();
        _server.MapHub<NotesHub>("/notes");
        await _server.StartAsync();
        return new UriBuilder(_server.Urls.Single()) { Scheme = "ws", Path = "/notes" }.Uri.ToString();
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
