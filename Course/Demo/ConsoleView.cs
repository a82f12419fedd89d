using System.Globalization;
using Spectre.Console;

namespace Course.Commands.Demo;

/// <summary>What happens, on the terminal: a line that moves where somebody looks at it, plain sentences where a file does.</summary>
internal static class ConsoleView
{
    /// <summary>Runs work under a view that fits the output.</summary>
    /// <param name="title">What the moving line says first.</param>
    /// <param name="work">Gets the view.</param>
    public static Task<T> RunAsync<T>(string title, Func<IDemoView, Task<T>> work) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? AnsiConsole.Status().StartAsync(Markup.Escape(title), context => work(new LiveView(context, title)))
            : work(new PlainView());

    private sealed class PlainView : IDemoView
    {
        public void Tell(string sentence) => Console.Out.WriteLine(sentence);

        public void Progress(int delivered, int all)
        {
            // A file has no line that moves.
        }
    }

    private sealed class LiveView(StatusContext context, string title) : IDemoView
    {
        public void Tell(string sentence) => AnsiConsole.WriteLine(sentence);

        public void Progress(int delivered, int all) =>
            context.Status(string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(title)}: {delivered} of {all} lines delivered"));
    }
}
