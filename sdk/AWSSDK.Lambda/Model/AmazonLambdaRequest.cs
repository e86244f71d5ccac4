using Amazon.Runtime;

namespace Amazon.Lambda.Model;

public class AmazonLambdaRequest : AmazonWebServiceRequest;
