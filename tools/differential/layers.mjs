// The layers of a request: one list of documents each, in a fixed order.

const list = value => (Array.isArray(value) ? value : [value]);

/** [{ name, documents, level }]: changing a document changes the request; so does taking one out, but for the resource's own policy. */
export function layersOf(request) {
  const levels = request.OrderedOrganizationPolicyInputList ?? [];
  const present = (name, documents, level) => (documents === undefined ? [] : [{ name, documents, level }]);
  return [
    ...present('identity', request.PolicyInputList),
    ...present('boundary', request.PermissionsBoundaryPolicyInputList),
    ...levels.flatMap((level, i) => present('scp', level.ServiceControlPolicyInputList, i)),
    ...levels.flatMap((level, i) => present('rcp', level.ResourceControlPolicyInputList, i)),
    ...present('session', request.SessionPolicyInputList),
    ...(request.ResourcePolicy === undefined ? [] : [{ name: 'resource', documents: [request.ResourcePolicy] }]),
  ];
}

/** The same request with one action, one resource and its documents as objects whose Statement is a list. */
export function single(request, action, resource) {
  const copy = structuredClone(request);
  copy.Id = `${request.Id} ${action} ${resource}`;
  copy.ActionNames = [action];
  if (resource === '*') delete copy.ResourceArns;
  else copy.ResourceArns = [resource];
  if (copy.ResourcePolicy !== undefined) copy.ResourcePolicy = parsed(copy.ResourcePolicy);
  for (const { name, documents } of layersOf(copy)) {
    if (name !== 'resource') documents.forEach((document, i) => (documents[i] = parsed(document)));
  }
  return copy;
}

/** A document as an object whose Statement is a list. */
export function parsed(document) {
  const policy = typeof document === 'string' ? JSON.parse(document) : document;
  return { ...policy, Statement: list(policy.Statement) };
}

/** The account of a caller's ARN. */
export const accountOf = caller => caller?.split(':')[4];

/** The ARN that `aws:PrincipalArn` has: of a session the role's, as the Auditor fills it in. */
export function principalArn(caller) {
  const session = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\//.exec(caller ?? '');
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : caller;
}

/** The account that owns a resource: its ARN's, else ResourceOwner. Without a resource's policy there is no other account. */
export function ownerOf(request, resource) {
  const own = accountOf(request.CallerArn);
  if (request.ResourcePolicy === undefined) return own;
  const named = resource.split(':')[4] ?? '';
  return /^\d{12}$/.test(named) ? named : request.ResourceOwner ?? own;
}
