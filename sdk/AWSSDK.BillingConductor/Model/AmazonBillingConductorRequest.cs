using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class AmazonBillingConductorRequest : AmazonWebServiceRequest;
