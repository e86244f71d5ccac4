namespace Amazon.Lambda.Serialization.SystemTextJson;

public class JsonSerializerException(string message, Exception? exception = null) : Exception(message, exception);
