using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Staffing.Grading.References;

/// <summary>Tells whether a text is the reference's code: token by token, comments, blanks and markers aside. Any thread.</summary>
internal sealed class ReferenceCode(ReferenceTree reference)
{
    private readonly ConcurrentDictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);

    // The same texts come again and again: every submission is held against the reference part by part. Those of students are their own.
    private readonly ConcurrentDictionary<(string Path, string Text), bool> _same = new();

    /// <summary>The texts that are not the reference's code.</summary>
    /// <param name="texts">By path from the root.</param>
    public IReadOnlyDictionary<string, string> Changed(IReadOnlyDictionary<string, string> texts) =>
        texts.Where(text => !IsSame(text.Key, text.Value)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether two sets of texts change the reference in the same files to the same code.</summary>
    public bool AreSame(IReadOnlyDictionary<string, string> texts, IReadOnlyDictionary<string, string> others)
    {
        var (left, right) = (Changed(texts), Changed(others));
        return left.Count == right.Count && left.All(text => right.TryGetValue(text.Key, out var other)
            && SyntaxFactory.AreEquivalent(CSharpSyntaxTree.ParseText(text.Value), CSharpSyntaxTree.ParseText(other), topLevel: false));
    }

    private bool IsSame(string path, string text)
    {
        if (!reference.Sources.TryGetValue(path, out var original)) return false;
        if (original == text || _same.ContainsKey((path, text))) return true;
        var tree = _trees.GetOrAdd(path, _ => CSharpSyntaxTree.ParseText(original));
        if (!SyntaxFactory.AreEquivalent(tree, CSharpSyntaxTree.ParseText(text), topLevel: false)) return false;
        _same[(path, text)] = true;
        return true;
    }
}
