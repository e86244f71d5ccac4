// Asks the public simulator, in a process of its own: node oracle.mjs [--module DIR] < requests.jsonl > decisions.jsonl
// Answer, one line a request: {"Id":…,"Decisions":[{"Action":…,"Resource":…,"Decision":"allowed|explicitDeny|implicitDeny"}]} or {"Id":…,"Error":…}.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { keepCollators } from './collators.mjs';
import { accountOf, ownerOf, parsed, principalArn } from './layers.mjs';

const { values: options } = parseArgs({ options: { input: { type: 'string' }, module: { type: 'string', default: import.meta.dirname } } });
keepCollators();
const { authorize, loadPolicy, Request, Context, Constraints } = load(options.module);

const names = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' };
const parameters = { simulationMode: 'Strict', discoveryContextKeyConstraints: new Constraints([]) };

// The simulator reads the resource `*` as "any resource". The Auditor matches it as text of one character, so it is asked about another such text.
const oneCharacter = '~';

function answer(request) {
  try {
    const policies = loaded(request);
    const context = new Context(contextOf(request));
    const decisions = [];
    for (const action of request.ActionNames) {
      for (const resource of request.ResourceArns ?? ['*']) decisions.push({ Action: action, Resource: resource, Decision: decide(request, policies, context, action, resource) });
    }
    return { Id: request.Id, Decisions: decisions };
  } catch (error) {
    return { Id: request.Id, Error: `${error.constructor.name}: ${error.message}` };
  }
}

function decide(request, policies, context, action, resource) {
  const caller = request.CallerArn ?? 'arn:aws:iam::111122223333:user/nobody';
  const owner = ownerOf(request, resource) ?? accountOf(caller);
  const asked = new Request(caller, { resource: resource === '*' ? oneCharacter : resource, accountId: owner }, action, context);
  const { result } = authorize({ ...policies, request: asked, vpcEndpointPolicies: undefined, simulationParameters: parameters });
  if (!(result in names)) throw new Error(`unexpected result ${JSON.stringify(result)}`);
  return names[result];
}

/** The request's policies as the simulator takes them. */
function loaded(request) {
  const levels = request.OrderedOrganizationPolicyInputList ?? [];
  const isOpen = level => level.ServiceControlPolicyInputList === undefined && level.ResourceControlPolicyInputList !== undefined;
  const control = documents => documents.map((list, i) => ({ orgIdentifier: `level${i}`, policies: named(list ?? []) }));
  return {
    identityPolicies: named(request.PolicyInputList),
    permissionBoundaries: request.PermissionsBoundaryPolicyInputList && named(request.PermissionsBoundaryPolicyInputList),
    serviceControlPolicies: control(levels.filter(level => !isOpen(level)).map(level => level.ServiceControlPolicyInputList)),
    resourceControlPolicies: control(levels.map(level => level.ResourceControlPolicyInputList).filter(list => list !== undefined)),
    sessionPolicy: request.SessionPolicyInputList && named([joined(request.SessionPolicyInputList)])[0],
    resourcePolicy: request.ResourcePolicy && named([request.ResourcePolicy])[0],
  };
}

const named = documents => documents.map((document, i) => loadPolicy(typeof document === 'string' ? JSON.parse(document) : document, { name: `policy${i}` }));

/** Several session policies as the one that the simulator takes. */
function joined(documents) {
  const all = documents.map(parsed);
  if (all.some(one => one.Version !== all[0].Version)) throw new Error('session policies of several versions');
  return { ...all[0], Statement: all.flatMap(one => one.Statement) };
}

/** Text for a single-valued key, a list for others; CallerArn gives two keys, as it does in the Auditor. */
function contextOf(request) {
  const result = {};
  for (const { ContextKeyName: name, ContextKeyValues: values, ContextKeyType: type } of request.ContextEntries ?? []) result[name] = type.endsWith('List') ? values : values[0];
  const has = name => Object.keys(result).some(key => key.toLowerCase() === name.toLowerCase());
  if (request.CallerArn && !has('aws:PrincipalArn')) result['aws:PrincipalArn'] = principalArn(request.CallerArn);
  if (request.CallerArn && !has('aws:PrincipalAccount')) result['aws:PrincipalAccount'] = accountOf(request.CallerArn);
  return result;
}

/** The simulator's parts. Its public functions take no resource policy without a name and no session policy, but this one does. */
function load(folder) {
  try {
    const require = createRequire(join(resolve(folder), 'package.json'));
    const root = dirname(require.resolve('@cloud-copilot/iam-simulate'));
    const { authorize } = require(join(root, 'core_engine/CoreSimulatorEngine.js'));
    const { AwsRequestImpl: Request } = require(join(root, 'request/request.js'));
    const { RequestContextImpl: Context } = require(join(root, 'requestContext.js'));
    const { DiscoveryContextKeyConstraints: Constraints } = require(join(root, 'context_keys/discoveryContextKeyConstraints.js'));
    const { loadPolicy } = createRequire(join(root, 'index.js'))('@cloud-copilot/iam-policy');
    return { authorize, loadPolicy, Request, Context, Constraints };
  } catch (error) {
    console.error(`The simulator is not installed in ${resolve(folder)}: npm install --no-save @cloud-copilot/iam-simulate@0.1.173 (${error.code})`);
    process.exit(1);
  }
}

const lines = createInterface({ input: options.input ? createReadStream(options.input) : process.stdin, crlfDelay: Infinity });
for await (const line of lines) {
  if (line.trim() === '') continue;
  if (!process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n')) await new Promise(done => process.stdout.once('drain', done));
}
