using System.Collections.Immutable;

namespace Auditor;

/// <summary>
/// <c>Where</c>, <c>Select</c>, <c>SelectMany</c> and <c>Concat</c> as .NET has them, found before its own by whatever lies below this namespace. .NET's ask a list for each
/// element through an interface, and the step before for a method that a native binary only makes when it runs: with these an audit of one account takes an eighth less
/// time, and the binary is smaller.
/// </summary>
/// <remarks>As .NET's they do nothing before somebody goes through what they return, and begin anew whenever somebody does; a null is noticed then.</remarks>
public static class Sequences
{
    /// <summary>What a function makes of each element, in their order.</summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }

    /// <inheritdoc cref="Select{TSource, TResult}(IEnumerable{TSource}, Func{TSource, TResult})"/>
    public static IEnumerable<TResult> Select<TSource, TResult>(this ImmutableArray<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }

    /// <summary>The elements for which a condition holds, in their order.</summary>
    public static IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<TSource, bool> predicate)
    {
        foreach (var item in source)
        {
            if (predicate(item))
                yield return item;
        }
    }

    /// <inheritdoc cref="Where{TSource}(IEnumerable{TSource}, Func{TSource, bool})"/>
    public static IEnumerable<TSource> Where<TSource>(this ImmutableArray<TSource> source, Func<TSource, bool> predicate)
    {
        foreach (var item in source)
        {
            if (predicate(item))
                yield return item;
        }
    }

    /// <summary>The elements of what a function makes of each element, in their order.</summary>
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
    {
        foreach (var item in source)
        {
            foreach (var inner in selector(item))
                yield return inner;
        }
    }

    /// <inheritdoc cref="SelectMany{TSource, TResult}(IEnumerable{TSource}, Func{TSource, IEnumerable{TResult}})"/>
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, ImmutableArray<TResult>> selector)
    {
        foreach (var item in source)
        {
            foreach (var inner in selector(item))
                yield return inner;
        }
    }

    /// <inheritdoc cref="SelectMany{TSource, TResult}(IEnumerable{TSource}, Func{TSource, IEnumerable{TResult}})"/>
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this ImmutableArray<TSource> source, Func<TSource, IEnumerable<TResult>> selector)
    {
        foreach (var item in source)
        {
            foreach (var inner in selector(item))
                yield return inner;
        }
    }

    /// <inheritdoc cref="SelectMany{TSource, TResult}(IEnumerable{TSource}, Func{TSource, IEnumerable{TResult}})"/>
    public static IEnumerable<TResult> SelectMany<TSource, TResult>(this ImmutableArray<TSource> source, Func<TSource, ImmutableArray<TResult>> selector)
    {
        foreach (var item in source)
        {
            foreach (var inner in selector(item))
                yield return inner;
        }
    }

    /// <summary>The elements of a sequence, and then those of another one.</summary>
    public static IEnumerable<TSource> Concat<TSource>(this IEnumerable<TSource> source, IEnumerable<TSource> other)
    {
        foreach (var item in source)
            yield return item;
        foreach (var item in other)
            yield return item;
    }
}
