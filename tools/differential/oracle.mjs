// Asks the public simulator, in a process of its own: node oracle.mjs --input requests.jsonl [--module DIR] > decisions.jsonl
// Answer, one line a request: {"Id":…,"Decisions":[{"Action":…,"Resource":…,"Decision":"allowed|explicitDeny|implicitDeny"}]} or {"Id":…,"Error":…}.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { input: { type: 'string' }, module: { type: 'string', default: import.meta.dirname } } });
const { runUnsafeSimulation } = load(options.module);

const names = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' };

// The simulator reads the resource `*` as "any resource". The Auditor matches it as text of one character, so it is asked about another such text.
const oneCharacter = '~';

function answer(request) {
  try {
    const decisions = [];
    for (const action of request.ActionNames) {
      for (const resource of request.ResourceArns ?? ['*']) decisions.push({ Action: action, Resource: resource, Decision: decide(request, action, resource) });
    }
    return { Id: request.Id, Decisions: decisions };
  } catch (error) {
    return { Id: request.Id, Error: `${error.constructor.name}: ${error.message}` };
  }
}

function decide(request, action, resource) {
  const caller = request.CallerArn ?? 'arn:aws:iam::111122223333:user/nobody';
  const result = runUnsafeSimulation({
    // Same account always: the Auditor's `simulate` has no resource account, the simulator has no other way to say so.
    request: { principal: caller, action, resource: { resource: resource === '*' ? oneCharacter : resource, accountId: caller.split(':')[4] }, contextVariables: context(request) },
    identityPolicies: named(request.PolicyInputList),
    serviceControlPolicies: (request.OrderedOrganizationPolicyInputList ?? []).map((level, i) => ({ orgIdentifier: `level${i}`, policies: named(level.ServiceControlPolicyInputList) })),
    resourceControlPolicies: [],
    permissionBoundaryPolicies: request.PermissionsBoundaryPolicyInputList && named(request.PermissionsBoundaryPolicyInputList),
  }, {});
  if (!(result in names)) throw new Error(`unexpected result ${JSON.stringify(result)}`);
  return names[result];
}

const named = documents => (documents ?? []).map((document, i) => ({ name: `policy${i}`, policy: typeof document === 'string' ? JSON.parse(document) : document }));

/** Text for a single-valued key, a list for others; CallerArn gives two keys, as it does in the Auditor. */
function context(request) {
  const result = {};
  for (const { ContextKeyName: name, ContextKeyValues: values, ContextKeyType: type } of request.ContextEntries ?? []) result[name] = type.endsWith('List') ? values : values[0];
  const has = name => Object.keys(result).some(key => key.toLowerCase() === name.toLowerCase());
  if (request.CallerArn && !has('aws:PrincipalArn')) result['aws:PrincipalArn'] = request.CallerArn;
  if (request.CallerArn && !has('aws:PrincipalAccount')) result['aws:PrincipalAccount'] = request.CallerArn.split(':')[4];
  return result;
}

function load(folder) {
  try {
    return createRequire(join(resolve(folder), 'package.json'))('@cloud-copilot/iam-simulate');
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
