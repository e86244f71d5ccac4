using System.Text;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Explain;

/// <summary>Actions as phrases: what a person does, without a word of the policy language.</summary>
internal static class ActionPhrases
{
    private static readonly Dictionary<string, string> OfBillingConductor = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AssociateAccounts"] = "add accounts to a billing group",
        ["AssociatePricingRules"] = "add rules to a pricing plan",
        ["BatchAssociateResourcesToCustomLineItem"] = "base a custom line item on more items",
        ["BatchDisassociateResourcesFromCustomLineItem"] = "base a custom line item on fewer items",
        ["CreateBillingGroup"] = "create a billing group",
        ["CreateCustomLineItem"] = "create a custom line item",
        ["CreatePricingPlan"] = "create a pricing plan",
        ["CreatePricingRule"] = "create a pricing rule",
        ["DeleteBillingGroup"] = "delete a billing group",
        ["DeleteCustomLineItem"] = "delete a custom line item",
        ["DeletePricingPlan"] = "delete a pricing plan",
        ["DeletePricingRule"] = "delete a pricing rule",
        ["DisassociateAccounts"] = "remove accounts from a billing group",
        ["DisassociatePricingRules"] = "remove rules from a pricing plan",
        ["GetBillingGroupCostReport"] = "read the costs and margins of a billing group",
        ["GetBillingTransferPreference"] = "see the billing transfer preference",
        ["ListAccountAssociations"] = "see which accounts belong to which billing group",
        ["ListBillingGroupCostReports"] = "read the costs and margins of all billing groups",
        ["ListBillingGroups"] = "see the billing groups",
        ["ListCustomLineItemVersions"] = "see the history of a custom line item",
        ["ListCustomLineItems"] = "see the custom line items",
        ["ListPricingPlans"] = "see the pricing plans",
        ["ListPricingPlansAssociatedWithPricingRule"] = "see which pricing plans use a rule",
        ["ListPricingRules"] = "see the pricing rules",
        ["ListPricingRulesAssociatedToPricingPlan"] = "see the rules of a pricing plan",
        ["ListResourcesAssociatedToCustomLineItem"] = "see what a custom line item is based on",
        ["ListTagsForResource"] = "see tags in Billing Conductor",
        ["TagResource"] = "set tags in Billing Conductor",
        ["UntagResource"] = "remove tags in Billing Conductor",
        ["UpdateBillingGroup"] = "change a billing group",
        ["UpdateBillingTransferPreference"] = "set the billing transfer preference",
        ["UpdateCustomLineItem"] = "change a custom line item",
        ["UpdatePricingPlan"] = "change a pricing plan",
        ["UpdatePricingRule"] = "change a pricing rule",
    };

    private static readonly Dictionary<string, string> Services = new(StringComparer.OrdinalIgnoreCase)
    {
        ["account"] = "the account settings",
        ["billing"] = "the Billing console",
        ["budgets"] = "AWS Budgets",
        ["ce"] = "Cost Explorer",
        ["cloudwatch"] = "CloudWatch",
        ["cur"] = "Cost and Usage Reports",
        ["iam"] = "IAM",
        ["organizations"] = "AWS Organizations",
        ["pricing"] = "the price list",
        ["sts"] = "AWS STS",
        ["tax"] = "the tax settings",
    };

    /// <summary>The phrase for an action, e.g. <c>change a billing group</c>; of actions of other services their name in words.</summary>
    public static string Of(string fullName)
    {
        var colon = fullName.IndexOf(':', StringComparison.Ordinal);
        var (service, name) = (fullName[..colon], fullName[(colon + 1)..]);
        if (service.Equals(ServiceCatalog.BillingConductor, StringComparison.OrdinalIgnoreCase) && OfBillingConductor.TryGetValue(name, out var phrase))
            return phrase;
        if (fullName.Equals(RoleTrust.AssumeRole, StringComparison.OrdinalIgnoreCase))
            return "take on another role";
        return $"{InWords(name)} in {Services.GetValueOrDefault(service, service)}";
    }

    /// <summary><c>GetCostAndUsage</c> becomes <c>get cost and usage</c>; runs of capitals stay one word.</summary>
    private static string InWords(string name)
    {
        var words = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var startsWord = char.IsAsciiLetterUpper(name[at]) && at > 0 && (!char.IsAsciiLetterUpper(name[at - 1]) || (at + 1 < name.Length && char.IsAsciiLetterLower(name[at + 1])));
            if (startsWord)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(name[at]));
        }

        return words.ToString();
    }
}
