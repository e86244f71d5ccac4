// Few actions, resources, keys and values, so that statements often meet requests.

export const account = '111122223333';
export const otherAccount = '444455556666';

export const callers = [
  `arn:aws:iam::${account}:user/finops/bob`,
  `arn:aws:iam::${account}:role/finops/bg-ops`,
];

/** Sessions: those that can have session policies. */
export const sessions = [
  `arn:aws:sts::${account}:assumed-role/bg-ops/anna`,
  `arn:aws:sts::${account}:assumed-role/bg-ops/bob`,
];

export const actions = [
  'billingconductor:CreateBillingGroup',
  'billingconductor:GetBillingGroupCostReport',
  'billingconductor:ListBillingGroups',
  'billingconductor:UpdatePricingPlan',
  'ce:GetCostAndUsage',
  'iam:GetRole',
  's3:GetObject',
  's3:PutObject',
  'sns:Publish',
  'sqs:SendMessage',
  'made-up:DoThing',
];

export const resources = [
  `arn:aws:billingconductor::${account}:billinggroup/abcd1234ef`,
  `arn:aws:billingconductor::${account}:pricingplan/bob`,
  'arn:aws:billingconductor::aws:pricingplan/BasicPricingPlan',
  'arn:aws:s3:::reports',
  'arn:aws:s3:::reports/2026/bob.csv',
  'arn:aws:s3:::reports/a:b/c',
  'arn:aws:s3:::reports/café',
  'arn:aws:s3:::reports/a😀b',
  'arn:aws:s3:::reports/50%+(off).$1',
  `arn:aws:sqs:us-east-1:${account}:bob`,
  `arn:aws:sqs:eu-west-1:${account}:jobs.fifo`,
  `arn:aws:sns:us-east-1:${account}:prices:sub:1`,
  `arn:aws:iam::${account}:role/finops/bg-ops`,
  'arn:aws-cn:s3:::reports',
];

/** What is asked with a resource's own policy only: that policy must allow by itself. */
export const trust = {
  actions: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  resources: [`arn:aws:iam::${account}:role/finops/bg-ops`, `arn:aws:iam::${otherAccount}:role/finops/bg-ops`],
};

export const keyPolicy = {
  actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'],
  resources: [`arn:aws:kms:us-east-1:${account}:key/1234abcd`, `arn:aws:kms:us-east-1:${otherAccount}:key/1234abcd`],
};

/** Condition keys: their type, whether a request gives several values, and the values in use. A key that CallerArn gives is not drawn. */
export const keys = [
  { name: 'aws:PrincipalArn', type: 'arn', given: true, values: [...callers, `arn:aws:iam::${account}:role/bg-ops`, sessions[0]] },
  { name: 'aws:PrincipalTag/team', type: 'string', values: ['bob', 'finops', 'FinOps', 'a*', 'x?', ''] },
  { name: 'aws:ResourceTag/Env', type: 'string', values: ['prod', 'dev', 'Prod', '2026', 'café', 'a😀b'] },
  { name: 'aws:username', type: 'string', values: ['bob', 'alice', 'BOB'] },
  { name: 'aws:RequestedRegion', type: 'string', values: ['us-east-1', 'eu-west-1'] },
  { name: 'aws:SecureTransport', type: 'boolean', values: ['true', 'false', 'True'] },
  { name: 'aws:MultiFactorAuthAge', type: 'numeric', values: ['0', '5', '5.50', '300', '-1'] },
  { name: 'aws:CurrentTime', type: 'date', values: ['2026-01-02T00:00:00Z', '2026-06-30T12:30:00+02:00', '2027-01-01T00:00:00.5Z'] },
  { name: 'aws:SourceIp', type: 'ip', values: ['10.1.2.3', '192.168.1.200', '2001:db8::1', '2001:0db8:0:0:0:0:0:1'] },
  { name: 'aws:SourceArn', type: 'arn', values: ['arn:aws:sns:us-east-1:111122223333:prices', 'arn:aws:iam::111122223333:role/finops/bg-ops', 'arn:aws:s3:::reports'] },
  { name: 'test:Digest', type: 'binary', values: ['QUJD', 'QQ==', 'AAEC/w=='] },
  { name: 'aws:TagKeys', type: 'string', list: true, values: ['bob', 'prod', 'Env', 'cost', ''] },
  { name: 'aws:PrincipalOrgPaths', type: 'string', list: true, values: ['o-1/r-1/ou-1/', 'o-1/r-1/ou-2/', 'o-1/r-1/'] },
  { name: 'test:Ports', type: 'numeric', list: true, values: ['22', '80', '443'] },
  { name: 'test:Networks', type: 'ip', list: true, values: ['10.0.0.1', '10.1.0.1', '2001:db8::2'] },
  { name: 'test:Sources', type: 'arn', list: true, values: ['arn:aws:s3:::reports', 'arn:aws:s3:::other', 'arn:aws:iam::111122223333:role/x'] },
];

export const operators = {
  string: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'],
  boolean: ['Bool'],
  numeric: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
  date: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
  ip: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
  binary: ['BinaryEquals'],
};
