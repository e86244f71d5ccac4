using System.Collections.Immutable;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>aws:PrincipalOrgID and aws:ResourceOrgID are there only if the account is a member of an organization.</summary>
public sealed class OrganizationContextTests
{
    private const string Payer = "111122223333";
    private const string Member = "222233334444";
    private const string Other = "999988887777";
    private const string Id = "o-exampleorg1";

    [Theory]
    [InlineData(Payer, ContextKnowledge.Known)]
    [InlineData(Member, ContextKnowledge.Known)]
    [InlineData(Other, ContextKnowledge.Unknown)]
    public void Account_that_the_organization_does_not_list_may_be_of_any(string account, ContextKnowledge expected)
    {
        var organization = new OrganizationSnapshot
        {
            Id = Id,
            Accounts = ImmutableSortedDictionary.Create<string, OrganizationAccount>(StringComparer.Ordinal).Add(Member, new OrganizationAccount(Member, "member", "ACTIVE", null)),
        };
        var context = new OrganizationContext(organization, OrganizationKnowledge.Known, Payer, [Payer, Member, Other]);
        Assert.Equal(expected, context.OrganizationIdOf(account).Knowledge);
    }

    [Theory]
    [InlineData(Payer, ContextKnowledge.Absent)]
    [InlineData(Other, ContextKnowledge.Unknown)]
    public void That_ones_own_account_is_in_none_says_nothing_about_others(string account, ContextKnowledge expected) => Assert.Equal(
        expected, new OrganizationContext(null, OrganizationKnowledge.Standalone, Payer, [Payer]).OrganizationIdOf(account).Knowledge);

    [Fact]
    public void Without_the_file_nobody_can_tell() => Assert.Equal(
        ContextKnowledge.Unknown, new OrganizationContext(null, OrganizationKnowledge.Missing, Payer, [Payer]).OrganizationIdOf(Payer).Knowledge);
}
