using Amazon.Runtime;

namespace Amazon.IdentityManagement;

public class AccessAdvisorUsageGranularityType(string value) : ConstantClass(value)
{
    public static readonly AccessAdvisorUsageGranularityType SERVICE_LEVEL = new("SERVICE_LEVEL");
    public static readonly AccessAdvisorUsageGranularityType ACTION_LEVEL = new("ACTION_LEVEL");

    public static AccessAdvisorUsageGranularityType FindValue(string value) => FindValue<AccessAdvisorUsageGranularityType>(value);

    public static implicit operator AccessAdvisorUsageGranularityType(string value) => FindValue(value);
}

public class ContextKeyTypeEnum(string value) : ConstantClass(value)
{
    public static readonly ContextKeyTypeEnum String = new("string");
    public static readonly ContextKeyTypeEnum StringList = new("stringList");
    public static readonly ContextKeyTypeEnum Numeric = new("numeric");
    public static readonly ContextKeyTypeEnum NumericList = new("numericList");
    public static readonly ContextKeyTypeEnum Boolean = new("boolean");
    public static readonly ContextKeyTypeEnum BooleanList = new("booleanList");
    public static readonly ContextKeyTypeEnum Ip = new("ip");
    public static readonly ContextKeyTypeEnum IpList = new("ipList");
    public static readonly ContextKeyTypeEnum Binary = new("binary");
    public static readonly ContextKeyTypeEnum BinaryList = new("binaryList");
    public static readonly ContextKeyTypeEnum Date = new("date");
    public static readonly ContextKeyTypeEnum DateList = new("dateList");

    public static ContextKeyTypeEnum FindValue(string value) => FindValue<ContextKeyTypeEnum>(value);

    public static implicit operator ContextKeyTypeEnum(string value) => FindValue(value);
}

public class JobStatusType(string value) : ConstantClass(value)
{
    public static readonly JobStatusType IN_PROGRESS = new("IN_PROGRESS");
    public static readonly JobStatusType COMPLETED = new("COMPLETED");
    public static readonly JobStatusType FAILED = new("FAILED");

    public static JobStatusType FindValue(string value) => FindValue<JobStatusType>(value);

    public static implicit operator JobStatusType(string value) => FindValue(value);
}

public class PermissionsBoundaryAttachmentType(string value) : ConstantClass(value)
{
    public static readonly PermissionsBoundaryAttachmentType PermissionsBoundaryPolicy = new("PermissionsBoundaryPolicy");

    public static PermissionsBoundaryAttachmentType FindValue(string value) => FindValue<PermissionsBoundaryAttachmentType>(value);

    public static implicit operator PermissionsBoundaryAttachmentType(string value) => FindValue(value);
}

public class PolicyEvaluationDecisionType(string value) : ConstantClass(value)
{
    public static readonly PolicyEvaluationDecisionType Allowed = new("allowed");
    public static readonly PolicyEvaluationDecisionType ExplicitDeny = new("explicitDeny");
    public static readonly PolicyEvaluationDecisionType ImplicitDeny = new("implicitDeny");

    public static PolicyEvaluationDecisionType FindValue(string value) => FindValue<PolicyEvaluationDecisionType>(value);

    public static implicit operator PolicyEvaluationDecisionType(string value) => FindValue(value);
}

public class PolicySourceType(string value) : ConstantClass(value)
{
    public static readonly PolicySourceType User = new("user");
    public static readonly PolicySourceType Group = new("group");
    public static readonly PolicySourceType Role = new("role");
    public static readonly PolicySourceType AwsManaged = new("aws-managed");
    public static readonly PolicySourceType UserManaged = new("user-managed");
    public static readonly PolicySourceType Resource = new("resource");
    public static readonly PolicySourceType None = new("none");

    public static PolicySourceType FindValue(string value) => FindValue<PolicySourceType>(value);

    public static implicit operator PolicySourceType(string value) => FindValue(value);
}
