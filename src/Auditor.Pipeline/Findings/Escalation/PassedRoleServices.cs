using System.Collections.Immutable;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The services to which a role can be passed so that whoever passes it acts as that role, with everything made anew.</summary>
/// <remarks>
/// Existing functions, projects, clusters and the like are not in a snapshot, so no way rests on them. Resource types: service
/// authorization reference, data of 2026-09-26 (NOTICE).
/// </remarks>
internal static class PassedRoleServices
{
    private const string Docs = "https://docs.aws.amazon.com/";
    private const string Function = "lambda:{region}:{account}:function:*";
    private const string Project = "codebuild:{region}:{account}:project/*";
    private const string Job = "glue:{region}:{account}:job/*";
    private const string Session = "glue:{region}:{account}:session/*";
    private const string Notebook = "sagemaker:{region}:{account}:notebook-instance/*";
    private const string Document = "ssm:{region}:{account}:document/*";
    private const string StateMachine = "states:{region}:{account}:stateMachine:*";

    /// <summary>What a new instance needs; images may be another account's.</summary>
    private static readonly string[] Ec2Types =
        [":image", "{account}:instance", "{account}:network-interface", "{account}:security-group", "{account}:subnet", "{account}:volume"];

    public static ImmutableArray<PassedRoleService> All { get; } =
    [
        new("cloudformation.amazonaws.com", [[new("cloudformation:CreateStack", "cloudformation:{region}:{account}:stack/*/*")]],
            Docs + "AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html"),
        new("codebuild.amazonaws.com", [[new("codebuild:CreateProject", Project), new("codebuild:StartBuild", Project)]],
            Docs + "codebuild/latest/userguide/setting-up-service-role.html"),
        new("ec2.amazonaws.com", [[.. Ec2Types.Select(type => new PassedRoleNeed("ec2:RunInstances", $"ec2:{{region}}:{type}/*"))]],
            Docs + "AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html") { TakesInstanceProfile = true },
        new("ecs-tasks.amazonaws.com",
            [[
                new("ecs:CreateCluster", "ecs:{region}:{account}:cluster/*"),
                new("ecs:RegisterTaskDefinition", "ecs:{region}:{account}:task-definition/*"),
                new("ecs:RunTask", "ecs:{region}:{account}:task-definition/*"),
            ]],
            Docs + "AmazonECS/latest/developerguide/task-iam-roles.html"),
        new("glue.amazonaws.com",
            [[new("glue:CreateJob", Job), new("glue:StartJobRun", Job)], [new("glue:CreateSession", Session), new("glue:RunStatement", Session)]],
            Docs + "glue/latest/dg/create-an-iam-role.html"),
        new("lambda.amazonaws.com",
            [[new("lambda:CreateFunction", Function), new("lambda:InvokeFunction", Function)], [new("lambda:CreateFunction", Function), new("lambda:AddPermission", Function)]],
            Docs + "lambda/latest/dg/lambda-intro-execution-role.html"),
        new("sagemaker.amazonaws.com",
            [
                [new("sagemaker:CreateNotebookInstance", Notebook), new("sagemaker:CreatePresignedNotebookInstanceUrl", Notebook)],
                [new("sagemaker:CreateProcessingJob", "sagemaker:{region}:{account}:processing-job/*")],
                [new("sagemaker:CreateTrainingJob", "sagemaker:{region}:{account}:training-job/*")],
            ],
            Docs + "sagemaker/latest/dg/sagemaker-roles.html"),
        new("scheduler.amazonaws.com", [[new("scheduler:CreateSchedule", "scheduler:{region}:{account}:schedule/default/*")]],
            Docs + "scheduler/latest/UserGuide/managing-targets-universal.html"),
        new("ssm.amazonaws.com",
            [[
                new("ssm:CreateDocument", Document),
                new("ssm:StartAutomationExecution", Document),
                new("ssm:StartAutomationExecution", "ssm:{region}:{account}:automation-definition/*:*"),
                new("ssm:StartAutomationExecution", "ssm:{region}:{account}:automation-execution/*"),
            ]],
            Docs + "systems-manager/latest/userguide/automation-setup-iam.html"),
        new("states.amazonaws.com", [[new("states:CreateStateMachine", StateMachine), new("states:StartExecution", StateMachine)]],
            Docs + "step-functions/latest/dg/procedure-create-iam-role.html"),
    ];
}
