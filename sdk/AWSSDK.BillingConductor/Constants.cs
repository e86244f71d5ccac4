using Amazon.Runtime;

namespace Amazon.BillingConductor;

public class BillingGroupStatus(string value) : ConstantClass(value)
{
    public static readonly BillingGroupStatus ACTIVE = new("ACTIVE");
    public static readonly BillingGroupStatus PRIMARY_ACCOUNT_MISSING = new("PRIMARY_ACCOUNT_MISSING");
    public static readonly BillingGroupStatus PENDING = new("PENDING");

    public static BillingGroupStatus FindValue(string value) => FindValue<BillingGroupStatus>(value);

    public static implicit operator BillingGroupStatus(string value) => FindValue(value);
}

public class BillingGroupType(string value) : ConstantClass(value)
{
    public static readonly BillingGroupType STANDARD = new("STANDARD");
    public static readonly BillingGroupType TRANSFER_BILLING = new("TRANSFER_BILLING");

    public static BillingGroupType FindValue(string value) => FindValue<BillingGroupType>(value);

    public static implicit operator BillingGroupType(string value) => FindValue(value);
}

public class ComputationRuleEnum(string value) : ConstantClass(value)
{
    public static readonly ComputationRuleEnum ITEMIZED = new("ITEMIZED");
    public static readonly ComputationRuleEnum CONSOLIDATED = new("CONSOLIDATED");

    public static ComputationRuleEnum FindValue(string value) => FindValue<ComputationRuleEnum>(value);

    public static implicit operator ComputationRuleEnum(string value) => FindValue(value);
}

public class CurrencyCode(string value) : ConstantClass(value)
{
    public static readonly CurrencyCode USD = new("USD");
    public static readonly CurrencyCode CNY = new("CNY");

    public static CurrencyCode FindValue(string value) => FindValue<CurrencyCode>(value);

    public static implicit operator CurrencyCode(string value) => FindValue(value);
}

public class CustomLineItemType(string value) : ConstantClass(value)
{
    public static readonly CustomLineItemType CREDIT = new("CREDIT");
    public static readonly CustomLineItemType FEE = new("FEE");

    public static CustomLineItemType FindValue(string value) => FindValue<CustomLineItemType>(value);

    public static implicit operator CustomLineItemType(string value) => FindValue(value);
}

public class LineItemFilterAttributeName(string value) : ConstantClass(value)
{
    public static readonly LineItemFilterAttributeName LINE_ITEM_TYPE = new("LINE_ITEM_TYPE");
    public static readonly LineItemFilterAttributeName SERVICE = new("SERVICE");

    public static LineItemFilterAttributeName FindValue(string value) => FindValue<LineItemFilterAttributeName>(value);

    public static implicit operator LineItemFilterAttributeName(string value) => FindValue(value);
}

public class MatchOption(string value) : ConstantClass(value)
{
    public static readonly MatchOption NOT_EQUAL = new("NOT_EQUAL");
    public static readonly MatchOption EQUAL = new("EQUAL");

    public static MatchOption FindValue(string value) => FindValue<MatchOption>(value);

    public static implicit operator MatchOption(string value) => FindValue(value);
}

public class PricingRuleScope(string value) : ConstantClass(value)
{
    public static readonly PricingRuleScope GLOBAL = new("GLOBAL");
    public static readonly PricingRuleScope SERVICE = new("SERVICE");
    public static readonly PricingRuleScope BILLING_ENTITY = new("BILLING_ENTITY");
    public static readonly PricingRuleScope SKU = new("SKU");

    public static PricingRuleScope FindValue(string value) => FindValue<PricingRuleScope>(value);

    public static implicit operator PricingRuleScope(string value) => FindValue(value);
}

public class PricingRuleType(string value) : ConstantClass(value)
{
    public static readonly PricingRuleType MARKUP = new("MARKUP");
    public static readonly PricingRuleType DISCOUNT = new("DISCOUNT");
    public static readonly PricingRuleType TIERING = new("TIERING");

    public static PricingRuleType FindValue(string value) => FindValue<PricingRuleType>(value);

    public static implicit operator PricingRuleType(string value) => FindValue(value);
}

public class SearchOption(string value) : ConstantClass(value)
{
    public static readonly SearchOption STARTS_WITH = new("STARTS_WITH");

    public static SearchOption FindValue(string value) => FindValue<SearchOption>(value);

    public static implicit operator SearchOption(string value) => FindValue(value);
}
