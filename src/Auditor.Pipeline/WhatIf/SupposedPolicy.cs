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
        var document = library.Get(text[Math.Max(0, text.Span.IndexOfAnyExcept(" \t\r\n"u8))..], type);
        return document.Problems.FirstOrDefault(problem => problem.IsError) is { } error
            ? throw new RunCannotGoOnException($"`{Name}` cannot be read as {type.Describe()}: line {error.Position.Line}, column {error.Position.Column}: {error.Message}")
            : document;
    }
}
