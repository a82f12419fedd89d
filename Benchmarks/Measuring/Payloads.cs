using System.Globalization;
using System.Text;

namespace Course.Benchmarks.Measuring;

/// <summary>
/// The texts of one sender, made in advance so that making them costs no system anything: a letter for the sender, four hexadecimal
/// digits of the message's number modulo <see cref="Cycle"/>, and filling up to the size.
/// </summary>
internal sealed class Payloads
{
    /// <summary>
    /// Numbers repeat after so many messages. Far more than any system keeps in flight for one sender, and small enough that the texts stay
    /// in the cache.
    /// </summary>
    public const int Cycle = 4096;

    /// <summary>The most senders: what one hexadecimal digit beside the number can tell apart.</summary>
    public const int MostSenders = 16;

    /// <summary>The shortest text.</summary>
    public const int HeaderLength = 5;

    private readonly string[] _texts;
    private readonly byte[] _bytes;

    public Payloads(int sender, int size)
    {
        Size = size;
        _texts = new string[Cycle];
        _bytes = new byte[Cycle * size];
        for (var i = 0; i < Cycle; i++)
        {
            var header = string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + sender)}{i:x4}");
            _texts[i] = header.PadRight(size, '.');
            Encoding.ASCII.GetBytes(_texts[i], _bytes.AsSpan(i * size, size));
        }
    }

    /// <summary>Characters, and bytes in UTF-8, of each text.</summary>
    public int Size { get; }

    public string Text(int number) => _texts[number % Cycle];

    public ReadOnlySpan<byte> Bytes(int number) => _bytes.AsSpan(number % Cycle * Size, Size);

    /// <summary>As <see cref="Bytes"/>, for a client that may hold on to them.</summary>
    public ReadOnlyMemory<byte> Memory(int number) => _bytes.AsMemory(number % Cycle * Size, Size);

    /// <summary>Reads sender and number modulo <see cref="Cycle"/>.</summary>
    public static (int Sender, int Number) Read(string text) =>
        (text[0] - 'a', (Digit(text[1]) << 12) | (Digit(text[2]) << 8) | (Digit(text[3]) << 4) | Digit(text[4]));

    /// <summary>As the other, from UTF-8.</summary>
    public static (int Sender, int Number) Read(ReadOnlySpan<byte> text) =>
        (text[0] - 'a', (Digit(text[1]) << 12) | (Digit(text[2]) << 8) | (Digit(text[3]) << 4) | Digit(text[4]));

    private static int Digit(int character) => character <= '9' ? character - '0' : character - 'a' + 10;
}
