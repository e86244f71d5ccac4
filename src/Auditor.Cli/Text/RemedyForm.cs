namespace Auditor.Cli.Text;

/// <summary>How a remedy is written for people.</summary>
internal enum RemedyForm
{
    /// <summary>The statements that change.</summary>
    Statements,

    /// <summary>The whole policy documents.</summary>
    Json,

    /// <summary>Commands of the AWS CLI.</summary>
    Cli,

    /// <summary>Terraform resources.</summary>
    Terraform,

    /// <summary>A CloudFormation template.</summary>
    CloudFormation,
}
