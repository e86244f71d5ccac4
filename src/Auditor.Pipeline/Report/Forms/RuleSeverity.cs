using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The highest severity that a rule's findings can have, as docs/findings/README.md lists it; a test compares the two.</summary>
internal static class RuleSeverity
{
    public static Severity Of(string rule) => rule switch
    {
        "BCA101" or "BCA201" or "BCA202" or "BCA205" or "BCA301" or "BCA501" or "BCA601" or "BCA701" or "BCA902" => Severity.High,
        "BCA203" or "BCA206" or "BCA303" or "BCA304" or "BCA405" => Severity.Low,
        _ => Severity.Medium,
    };
}
