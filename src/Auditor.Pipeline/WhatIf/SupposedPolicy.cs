using System.Globalization;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.WhatIf;

/// <summary>A policy that is supposed to be in force, from a file.</summary>
/// <param name="Target">
/// What it is for. Of an identity-based policy the ARN or pattern of principals, the ARN of a managed policy whose text it replaces, or null
/// for every role and user; of a service control policy the id of a root, unit or account.
/// </param>
/// <param name="Name">The file's name, by which reports name the policy.</param>
/// <param name="Text">The document.</param>
public sealed record SupposedPolicy(string? Target, string Name, ReadOnlyMemory<byte> Text)
{
    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    /// <summary>The document as a policy of a type; never one with an error.</summary>
    /// <exception cref="RunCannotGoOnException">The document has an error: what it would mean nobody could tell.</exception>
    internal PolicyDocument Read(PolicyLibrary library, PolicyType type)
    {
        var text = Text.Span.StartsWith(ByteOrderMark) ? Text[ByteOrderMark.Length..] : Text;
        var start = Math.Max(0, text.Span.IndexOfAnyExcept(" \t\r\n"u8));
        var document = library.Get(text[start..], type);
        return document.Problems.FirstOrDefault(problem => problem.IsError) is { } error
            ? throw new RunCannotGoOnException($"`{Name}` cannot be read as {type.Describe()}: {Place(text.Span[..start], error.Position)}: {error.Message}")
            : document;
    }

    /// <summary>A place in the file: the blanks before the document count, and what is no document at all has its place where it begins.</summary>
    private static string Place(ReadOnlySpan<byte> blanks, TextPosition inDocument)
    {
        var line = Math.Max(1, inDocument.Line) + blanks.Count((byte)'\n');
        var column = inDocument.Line > 1 ? inDocument.Column : Math.Max(1, inDocument.Column) + blanks.Length - (blanks.LastIndexOf((byte)'\n') + 1);
        return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");
    }
}
