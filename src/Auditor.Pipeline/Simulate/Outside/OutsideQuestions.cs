using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate;

/// <summary>What of an outsider the policies over a role look at: of what they do not look at, one example serves for all.</summary>
/// <param name="Organization">True if something may hang on the organization that he belongs to.</param>
/// <param name="ExternalId">True if something may hang on the external id that he sends.</param>
internal readonly record struct OutsideQuestions(bool Organization, bool ExternalId)
{
    /// <summary>Looks at every statement that has a say, whatever it says.</summary>
    public static OutsideQuestions Of(PolicyDocument trust, ImmutableArray<OrganizationLevel>? resourceControl)
    {
        var statements = (resourceControl ?? []).SelectMany(level => level.Policies).SelectMany(policy => policy.Document.Statements).Concat(trust.Statements);
        var (organization, externalId) = (false, false);
        foreach (var statement in statements)
        {
            var hasVariables = statement.Resources.Any(static resource => resource.HasVariables);
            foreach (var clause in statement.Conditions)
            {
                organization |= clause.Key.Contains("org", StringComparison.OrdinalIgnoreCase);
                externalId |= clause.Key.Contains("externalid", StringComparison.OrdinalIgnoreCase);
                hasVariables |= clause.Values.Any(static value => value.Contains("${", StringComparison.Ordinal));
            }

            // What a variable stands for is not looked at any closer.
            organization |= hasVariables;
            externalId |= hasVariables;
        }

        return new OutsideQuestions(organization, externalId);
    }
}
