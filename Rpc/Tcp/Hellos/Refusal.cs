using System.Text;
using Course.Rpc.Tcp.Wire;

namespace Course.Rpc.Tcp.Hellos;

/// <summary>Why a hello is not admitted: a rule, and words for a human being.</summary>
internal sealed record Refusal(RefusalRule Rule, string Text)
{
    /// <summary>Longer words are cut: a refusal is a small frame.</summary>
    private const int MaximumCharacters = 1000;

    public Frame ToFrame()
    {
        var text = Text.Length > MaximumCharacters ? Text[..MaximumCharacters] + "…" : Text;
        return new Frame(FrameType.Refused, (byte[])[(byte)Rule, .. Encoding.UTF8.GetBytes(text)]);
    }

    public static Refusal Read(Frame frame) => frame.Payload.Length < 1
        ? throw new BadFrameException("a refusal without a rule")
        : new Refusal((RefusalRule)frame.Payload.Span[0], Encoding.UTF8.GetString(frame.Payload.Span[1..]));
}
