namespace Auditor.Engine.Policies;

public sealed class PrincipalEntryTests
{
    [Theory]
    [InlineData("AWS", "*", PrincipalEntryKind.Everyone, null)]
    [InlineData("AWS", "111122223333", PrincipalEntryKind.Account, "111122223333")]
    [InlineData("AWS", "arn:aws:iam::111122223333:root", PrincipalEntryKind.Account, "111122223333")]
    [InlineData("AWS", "arn:aws-cn:iam::111122223333:root", PrincipalEntryKind.Account, "111122223333")]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/finops/analyst", PrincipalEntryKind.Role, "111122223333")]
    [InlineData("AWS", "arn:aws:iam::111122223333:user/anna", PrincipalEntryKind.User, "111122223333")]
    [InlineData("AWS", "arn:aws:sts::111122223333:assumed-role/analyst/anna", PrincipalEntryKind.Session, "111122223333")]
    [InlineData("AWS", "arn:aws:sts::111122223333:federated-user/anna", PrincipalEntryKind.Session, "111122223333")]
    [InlineData("AWS", "AROAEXAMPLEEXAMPLE123", PrincipalEntryKind.Nobody, null)]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/*", PrincipalEntryKind.Nobody, null)]
    [InlineData("AWS", "arn:aws:iam::*:role/analyst", PrincipalEntryKind.Nobody, null)]
    [InlineData("AWS", "arn:aws:iam::aws:role/analyst", PrincipalEntryKind.Nobody, null)]
    [InlineData("AWS", "arn:aws:iam::111122223333:group/people", PrincipalEntryKind.Nobody, null)]
    [InlineData("AWS", "lambda.amazonaws.com", PrincipalEntryKind.Nobody, null)]
    [InlineData("Service", "lambda.amazonaws.com", PrincipalEntryKind.Service, null)]
    [InlineData("Service", "account-access.amazonaws.com", PrincipalEntryKind.AccountAccess, null)]
    [InlineData("Federated", "arn:aws:iam::111122223333:saml-provider/AWSSSO", PrincipalEntryKind.SamlProvider, null)]
    [InlineData(
        "Federated", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", PrincipalEntryKind.OidcProvider, null)]
    [InlineData("Federated", "cognito-identity.amazonaws.com", PrincipalEntryKind.OidcProvider, null)]
    [InlineData("CanonicalUser", "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be", PrincipalEntryKind.Nobody, null)]
    public void Kind_and_account_of_an_entry(string type, string value, PrincipalEntryKind kind, string? account)
    {
        var entry = new PrincipalEntry(type, value);

        Assert.Equal(kind, entry.Kind);
        Assert.Equal(account, entry.OwnerAccount);
    }
}
