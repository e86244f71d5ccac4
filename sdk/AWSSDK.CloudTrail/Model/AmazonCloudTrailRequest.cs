using Amazon.Runtime;

namespace Amazon.CloudTrail.Model;

public class AmazonCloudTrailRequest : AmazonWebServiceRequest;
