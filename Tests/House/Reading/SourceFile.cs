using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Tests.House.Reading;

/// <summary>One C# file: its place in the repository, its text and its syntax.</summary>
internal sealed class SourceFile
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Everything =
        new(() => [.. Repository.FilesEnding(".cs").Select(file => new SourceFile(file, Repository.Read(file)))]);

    public SourceFile(string path, string text)
    {
        FilePath = path;
        Text = text;
        Lines = text.Split('\n');
        Syntax = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text).GetRoot();
    }

    /// <summary>All C# files of the repository.</summary>
    public static IReadOnlyList<SourceFile> All => Everything.Value;

    /// <summary>The path from the root, with forward slashes.</summary>
    public string FilePath { get; }

    public string Text { get; }

    public IReadOnlyList<string> Lines { get; }

    public CompilationUnitSyntax Syntax { get; }

    /// <summary>The folder, without a slash at its end; empty at the root.</summary>
    public string Folder => FilePath.Contains('/', StringComparison.Ordinal) ? FilePath[..FilePath.LastIndexOf('/')] : string.Empty;

    /// <summary>The file's name up to its first dot: "Reader.Bytes.cs" holds a part of Reader.</summary>
    public string Stem => FilePath[(FilePath.LastIndexOf('/') + 1)..].Split('.')[0];

    public bool IsProgram => Syntax.Members.OfType<GlobalStatementSyntax>().Any();

    /// <summary>The types of the file that stand in no other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types =>
        Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    public bool IsIn(params string[] folders) => folders.Any(folder => FilePath.StartsWith(folder + "/", StringComparison.Ordinal));

    public string At(SyntaxNode node) => $"{FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
