using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Pipeline.Remedies;

/// <summary>Puts the statements of a proposal into as few policies as the quota allows.</summary>
internal static class ProposalComposer
{
    /// <param name="grants">What the policies are to allow.</param>
    /// <param name="name">The name of the only policy; several get numbers.</param>
    /// <param name="place">Where they are to live, which says how long they may be.</param>
    /// <exception cref="RunCannotGoOnException">The quota does not allow it, however it is divided.</exception>
    public static ImmutableArray<ProposedPolicy> Compose(RequiredGrants grants, string name, PolicyPlaceKind place)
    {
        var documents = new List<List<string>>();
        foreach (var statement in ProposalStatements.Of(grants, place))
        {
            // The end of a long list may find room beside what came before it.
            var roomy = documents.Find(document => ProposalStatements.Fits(document.Append(statement), place));
            if (roomy is null)
                documents.Add(roomy = []);
            roomy.Add(statement);
        }

        if (documents.Count > 1 && place == PolicyPlaceKind.PermissionSet)
        {
            throw new RunCannotGoOnException(string.Create(
                CultureInfo.InvariantCulture,
                $"a permission set has one inline policy of at most {PolicyQuota.Of(place)} characters, and what is needed takes {documents.Count}: name patterns (--resources any), or fewer resources in the assignment"));
        }

        return [.. documents.Select((texts, index) => new ProposedPolicy(documents.Count == 1 ? name : $"{name}-{index + 1}", PolicyEditor.TextOf(hasVariables: true, texts)))];
    }
}
