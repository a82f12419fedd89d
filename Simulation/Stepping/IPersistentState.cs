using System.Diagnostics.CodeAnalysis;

namespace Course.Simulation.Stepping;

/// <summary>
/// A simulated disk: a small store of bytes under keys that outlives the process. Synchronous, as if each write were flushed: what was
/// written before a crash is there after it, and of a step inside which the process crashed what was written before the crash. On the
/// thread that steps the peer only.
/// </summary>
public interface IPersistentState
{
    /// <summary>The most bytes of a store, 1 MiB: of all keys, in UTF-8, and all values together.</summary>
    const int MaximumBytes = 1 << 20;

    /// <summary>The most characters of a key.</summary>
    const int MaximumKeyLength = 256;

    /// <summary>All keys, in ordinal order, as they are now.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>Puts a copy of the bytes under the key, in the place of what was there.</summary>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    /// <exception cref="PersistentStateException">The store would exceed <see cref="MaximumBytes"/>; nothing has changed.</exception>
    void Write(string key, ReadOnlySpan<byte> value);

    /// <summary>A copy of what is under the key. False, and null, if nothing is.</summary>
    bool TryRead(string key, [NotNullWhen(true)] out byte[]? value);

    /// <summary>Deletes the key with its value. False if it was not there.</summary>
    bool Delete(string key);
}
