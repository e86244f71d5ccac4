using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Function;

/// <summary>Payloads stay JSON: what is accepted is read by hand, so that every error says what was expected where.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PayloadJson : JsonSerializerContext;
