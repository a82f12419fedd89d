using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Staffing.Grading.Gates;

/// <summary>The symbols that a node of syntax uses, spoken or not, and which of them is not allowed.</summary>
internal sealed class SymbolUse(SemanticModel model, AllowedSymbols allowed)
{
    /// <summary>The name of what is used and may not be; null if nothing.</summary>
    public string? Problem(SyntaxNode node) => Used(node).Select(allowed.Problem).FirstOrDefault(problem => problem is not null);

    private IEnumerable<ISymbol?> Used(SyntaxNode node) => node switch
    {
        ForEachStatementSyntax each => OfForEach(each),
        AwaitExpressionSyntax await => OfAwait(await),
        AttributeSyntax or ConstructorInitializerSyntax => [model.GetSymbolInfo(node).Symbol, model.GetTypeInfo(node).Type],
        BaseTypeSyntax holder => [model.GetTypeInfo(holder.Type).Type],
        // The name of a namespace says nothing; a type in it does.
        ExpressionSyntax when model.GetSymbolInfo(node).Symbol is INamespaceSymbol => [],
        ExpressionSyntax expression => OfExpression(expression),
        MethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax => [model.GetDeclaredSymbol(node)],
        QueryClauseSyntax clause =>
            [model.GetQueryClauseInfo(clause).OperationInfo.Symbol, model.GetQueryClauseInfo(clause).CastInfo.Symbol],
        _ => [],
    };

    private IEnumerable<ISymbol?> OfExpression(ExpressionSyntax expression)
    {
        var type = model.GetTypeInfo(expression);
        yield return model.GetSymbolInfo(expression).Symbol;
        yield return type.Type;
        yield return type.ConvertedType;
        yield return model.GetConversion(expression).MethodSymbol;
    }

    private IEnumerable<ISymbol?> OfForEach(ForEachStatementSyntax each)
    {
        var info = model.GetForEachStatementInfo(each);
        return [info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty, info.DisposeMethod, info.ElementType];
    }

    private IEnumerable<ISymbol?> OfAwait(AwaitExpressionSyntax await)
    {
        var info = model.GetAwaitExpressionInfo(await);
        return [info.GetAwaiterMethod, info.GetResultMethod, .. OfExpression(await)];
    }
}
