using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;
