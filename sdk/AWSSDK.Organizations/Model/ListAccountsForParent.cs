using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ListAccountsForParentRequest : AmazonOrganizationsRequest
{
    public string? ParentId { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListAccountsForParentResponse : AmazonWebServiceResponse
{
    public List<Account>? Accounts { get; set; }

    public string? NextToken { get; set; }
}
