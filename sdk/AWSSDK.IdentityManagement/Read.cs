using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using StandIn;

namespace Amazon.IdentityManagement;

/// <summary>Reads the shapes of answers.</summary>
internal static class Read
{
    public static AttachedPermissionsBoundary AttachedPermissionsBoundary(XElement x) => new()
    {
        PermissionsBoundaryType = x.Text("PermissionsBoundaryType")!,
        PermissionsBoundaryArn = x.Text("PermissionsBoundaryArn"),
    };

    public static AttachedPolicyType AttachedPolicyType(XElement x) => new()
    {
        PolicyName = x.Text("PolicyName"),
        PolicyArn = x.Text("PolicyArn"),
    };

    public static ErrorDetails ErrorDetails(XElement x) => new()
    {
        Message = x.Text("Message"),
        Code = x.Text("Code"),
    };

    public static EvaluationResult EvaluationResult(XElement x) => new()
    {
        EvalActionName = x.Text("EvalActionName"),
        EvalResourceName = x.Text("EvalResourceName"),
        EvalDecision = x.Text("EvalDecision")!,
        MatchedStatements = x.List("MatchedStatements", Statement),
        MissingContextValues = x.Texts("MissingContextValues"),
        OrganizationsDecisionDetail = x.Shape("OrganizationsDecisionDetail", OrganizationsDecisionDetail),
        PermissionsBoundaryDecisionDetail = x.Shape("PermissionsBoundaryDecisionDetail", PermissionsBoundaryDecisionDetail),
        EvalDecisionDetails = x.Map("EvalDecisionDetails"),
        ResourceSpecificResults = x.List("ResourceSpecificResults", ResourceSpecificResult),
    };

    public static GroupDetail GroupDetail(XElement x) => new()
    {
        Path = x.Text("Path"),
        GroupName = x.Text("GroupName"),
        GroupId = x.Text("GroupId"),
        Arn = x.Text("Arn"),
        CreateDate = x.Date("CreateDate"),
        GroupPolicyList = x.List("GroupPolicyList", PolicyDetail),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
    };

    public static InstanceProfile InstanceProfile(XElement x) => new()
    {
        Path = x.Text("Path"),
        InstanceProfileName = x.Text("InstanceProfileName"),
        InstanceProfileId = x.Text("InstanceProfileId"),
        Arn = x.Text("Arn"),
        CreateDate = x.Date("CreateDate"),
        Roles = x.List("Roles", Role),
        Tags = x.List("Tags", Tag),
    };

    public static ManagedPolicy ManagedPolicy(XElement x) => new()
    {
        PolicyName = x.Text("PolicyName"),
        PolicyId = x.Text("PolicyId"),
        Arn = x.Text("Arn"),
        Path = x.Text("Path"),
        DefaultVersionId = x.Text("DefaultVersionId"),
        AttachmentCount = x.Int("AttachmentCount"),
        PermissionsBoundaryUsageCount = x.Int("PermissionsBoundaryUsageCount"),
        IsAttachable = x.Bool("IsAttachable"),
        Description = x.Text("Description"),
        CreateDate = x.Date("CreateDate"),
        UpdateDate = x.Date("UpdateDate"),
        Tags = x.List("Tags", Tag),
    };

    public static ManagedPolicyDetail ManagedPolicyDetail(XElement x) => new()
    {
        PolicyName = x.Text("PolicyName"),
        PolicyId = x.Text("PolicyId"),
        Arn = x.Text("Arn"),
        Path = x.Text("Path"),
        DefaultVersionId = x.Text("DefaultVersionId"),
        AttachmentCount = x.Int("AttachmentCount"),
        PermissionsBoundaryUsageCount = x.Int("PermissionsBoundaryUsageCount"),
        IsAttachable = x.Bool("IsAttachable"),
        Description = x.Text("Description"),
        CreateDate = x.Date("CreateDate"),
        UpdateDate = x.Date("UpdateDate"),
        PolicyVersionList = x.List("PolicyVersionList", PolicyVersion),
    };

    public static OrganizationsDecisionDetail OrganizationsDecisionDetail(XElement x) => new()
    {
        AllowedByOrganizations = x.Bool("AllowedByOrganizations"),
    };

    public static PermissionsBoundaryDecisionDetail PermissionsBoundaryDecisionDetail(XElement x) => new()
    {
        AllowedByPermissionsBoundary = x.Bool("AllowedByPermissionsBoundary"),
    };

    public static PolicyDetail PolicyDetail(XElement x) => new()
    {
        PolicyName = x.Text("PolicyName"),
        PolicyDocument = x.Text("PolicyDocument"),
    };

    public static PolicyVersion PolicyVersion(XElement x) => new()
    {
        Document = x.Text("Document"),
        VersionId = x.Text("VersionId"),
        IsDefaultVersion = x.Bool("IsDefaultVersion"),
        CreateDate = x.Date("CreateDate"),
    };

    public static Position Position(XElement x) => new()
    {
        Line = x.Int("Line"),
        Column = x.Int("Column"),
    };

    public static ResourceSpecificResult ResourceSpecificResult(XElement x) => new()
    {
        EvalResourceName = x.Text("EvalResourceName"),
        EvalResourceDecision = x.Text("EvalResourceDecision")!,
        MatchedStatements = x.List("MatchedStatements", Statement),
        MissingContextValues = x.Texts("MissingContextValues"),
        EvalDecisionDetails = x.Map("EvalDecisionDetails"),
        PermissionsBoundaryDecisionDetail = x.Shape("PermissionsBoundaryDecisionDetail", PermissionsBoundaryDecisionDetail),
    };

    public static Role Role(XElement x) => new()
    {
        Path = x.Text("Path"),
        RoleName = x.Text("RoleName"),
        RoleId = x.Text("RoleId"),
        Arn = x.Text("Arn"),
        CreateDate = x.Date("CreateDate"),
        AssumeRolePolicyDocument = x.Text("AssumeRolePolicyDocument"),
        Description = x.Text("Description"),
        MaxSessionDuration = x.Int("MaxSessionDuration"),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        Tags = x.List("Tags", Tag),
        RoleLastUsed = x.Shape("RoleLastUsed", RoleLastUsed),
    };

    public static RoleDetail RoleDetail(XElement x) => new()
    {
        Path = x.Text("Path"),
        RoleName = x.Text("RoleName"),
        RoleId = x.Text("RoleId"),
        Arn = x.Text("Arn"),
        CreateDate = x.Date("CreateDate"),
        AssumeRolePolicyDocument = x.Text("AssumeRolePolicyDocument"),
        InstanceProfileList = x.List("InstanceProfileList", InstanceProfile),
        RolePolicyList = x.List("RolePolicyList", PolicyDetail),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        Tags = x.List("Tags", Tag),
        RoleLastUsed = x.Shape("RoleLastUsed", RoleLastUsed),
    };

    public static RoleLastUsed RoleLastUsed(XElement x) => new()
    {
        LastUsedDate = x.Date("LastUsedDate"),
        Region = x.Text("Region"),
    };

    public static ServiceLastAccessed ServiceLastAccessed(XElement x) => new()
    {
        ServiceName = x.Text("ServiceName"),
        LastAuthenticated = x.Date("LastAuthenticated"),
        ServiceNamespace = x.Text("ServiceNamespace"),
        LastAuthenticatedEntity = x.Text("LastAuthenticatedEntity"),
        LastAuthenticatedRegion = x.Text("LastAuthenticatedRegion"),
        TotalAuthenticatedEntities = x.Int("TotalAuthenticatedEntities"),
        TrackedActionsLastAccessed = x.List("TrackedActionsLastAccessed", TrackedActionLastAccessed),
    };

    public static Statement Statement(XElement x) => new()
    {
        SourcePolicyId = x.Text("SourcePolicyId"),
        SourcePolicyType = x.Text("SourcePolicyType")!,
        StartPosition = x.Shape("StartPosition", Position),
        EndPosition = x.Shape("EndPosition", Position),
    };

    public static Tag Tag(XElement x) => new()
    {
        Key = x.Text("Key"),
        Value = x.Text("Value"),
    };

    public static TrackedActionLastAccessed TrackedActionLastAccessed(XElement x) => new()
    {
        ActionName = x.Text("ActionName"),
        LastAccessedEntity = x.Text("LastAccessedEntity"),
        LastAccessedTime = x.Date("LastAccessedTime"),
        LastAccessedRegion = x.Text("LastAccessedRegion"),
    };

    public static UserDetail UserDetail(XElement x) => new()
    {
        Path = x.Text("Path"),
        UserName = x.Text("UserName"),
        UserId = x.Text("UserId"),
        Arn = x.Text("Arn"),
        CreateDate = x.Date("CreateDate"),
        UserPolicyList = x.List("UserPolicyList", PolicyDetail),
        GroupList = x.Texts("GroupList"),
        AttachedManagedPolicies = x.List("AttachedManagedPolicies", AttachedPolicyType),
        PermissionsBoundary = x.Shape("PermissionsBoundary", AttachedPermissionsBoundary),
        Tags = x.List("Tags", Tag),
    };
}
