using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads what <c>aws iam get-account-authorization-details</c> prints.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html"/>.</remarks>
internal sealed class AuthorizationDetailsReader(PolicyLibrary library)
{
    private const string Expected = "an object with `UserDetailList`, `GroupDetailList`, `RoleDetailList` and `Policies`";

    /// <summary>The account, or null after a fault that makes the whole file useless.</summary>
    public AccountSnapshot? Read(ref JsonCursor cursor)
    {
        var file = cursor.File;
        if (!cursor.EntersRoot(Expected))
            return null;
        var draft = new AccountDraft(file, library);
        while (cursor.NextMember(out var name))
            draft.ReadMember(name, ref cursor);
        if (!draft.HasLists)
            file.Refuse(file.PositionOf(0), "expected " + Expected);
        else if (file.Account is null)
            file.Refuse(file.PositionOf(0), "no ARN in the file tells which account it is");
        return file.IsRefused ? null : draft.ToAccount();
    }
}
