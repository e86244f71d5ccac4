using Amazon.Runtime;

namespace Amazon.Organizations;

public class AccountJoinedMethod(string value) : ConstantClass(value)
{
    public static readonly AccountJoinedMethod INVITED = new("INVITED");
    public static readonly AccountJoinedMethod CREATED = new("CREATED");

    public static AccountJoinedMethod FindValue(string value) => FindValue<AccountJoinedMethod>(value);

    public static implicit operator AccountJoinedMethod(string value) => FindValue(value);
}

public class AccountState(string value) : ConstantClass(value)
{
    public static readonly AccountState PENDING_ACTIVATION = new("PENDING_ACTIVATION");
    public static readonly AccountState ACTIVE = new("ACTIVE");
    public static readonly AccountState SUSPENDED = new("SUSPENDED");
    public static readonly AccountState PENDING_CLOSURE = new("PENDING_CLOSURE");
    public static readonly AccountState CLOSED = new("CLOSED");

    public static AccountState FindValue(string value) => FindValue<AccountState>(value);

    public static implicit operator AccountState(string value) => FindValue(value);
}

public class OrganizationFeatureSet(string value) : ConstantClass(value)
{
    public static readonly OrganizationFeatureSet ALL = new("ALL");
    public static readonly OrganizationFeatureSet CONSOLIDATED_BILLING = new("CONSOLIDATED_BILLING");

    public static OrganizationFeatureSet FindValue(string value) => FindValue<OrganizationFeatureSet>(value);

    public static implicit operator OrganizationFeatureSet(string value) => FindValue(value);
}

public class PolicyType(string value) : ConstantClass(value)
{
    public static readonly PolicyType SERVICE_CONTROL_POLICY = new("SERVICE_CONTROL_POLICY");
    public static readonly PolicyType RESOURCE_CONTROL_POLICY = new("RESOURCE_CONTROL_POLICY");
    public static readonly PolicyType TAG_POLICY = new("TAG_POLICY");
    public static readonly PolicyType BACKUP_POLICY = new("BACKUP_POLICY");
    public static readonly PolicyType AISERVICES_OPT_OUT_POLICY = new("AISERVICES_OPT_OUT_POLICY");
    public static readonly PolicyType CHATBOT_POLICY = new("CHATBOT_POLICY");
    public static readonly PolicyType DECLARATIVE_POLICY_EC2 = new("DECLARATIVE_POLICY_EC2");
    public static readonly PolicyType SECURITYHUB_POLICY = new("SECURITYHUB_POLICY");
    public static readonly PolicyType INSPECTOR_POLICY = new("INSPECTOR_POLICY");
    public static readonly PolicyType UPGRADE_ROLLOUT_POLICY = new("UPGRADE_ROLLOUT_POLICY");
    public static readonly PolicyType BEDROCK_POLICY = new("BEDROCK_POLICY");
    public static readonly PolicyType S3_POLICY = new("S3_POLICY");
    public static readonly PolicyType NETWORK_SECURITY_DIRECTOR_POLICY = new("NETWORK_SECURITY_DIRECTOR_POLICY");

    public static PolicyType FindValue(string value) => FindValue<PolicyType>(value);

    public static implicit operator PolicyType(string value) => FindValue(value);
}

public class PolicyTypeStatus(string value) : ConstantClass(value)
{
    public static readonly PolicyTypeStatus ENABLED = new("ENABLED");
    public static readonly PolicyTypeStatus PENDING_ENABLE = new("PENDING_ENABLE");
    public static readonly PolicyTypeStatus PENDING_DISABLE = new("PENDING_DISABLE");

    public static PolicyTypeStatus FindValue(string value) => FindValue<PolicyTypeStatus>(value);

    public static implicit operator PolicyTypeStatus(string value) => FindValue(value);
}

public class TargetType(string value) : ConstantClass(value)
{
    public static readonly TargetType ACCOUNT = new("ACCOUNT");
    public static readonly TargetType ORGANIZATIONAL_UNIT = new("ORGANIZATIONAL_UNIT");
    public static readonly TargetType ROOT = new("ROOT");

    public static TargetType FindValue(string value) => FindValue<TargetType>(value);

    public static implicit operator TargetType(string value) => FindValue(value);
}
