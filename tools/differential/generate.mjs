// Writes requests for `auditor simulate --batch`: node generate.mjs --seed 1 --count 20000 [--only N] > requests.jsonl
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawCondition, drawContext, globbed, variableFor } from './conditions.mjs';
import { actions, callers, resources } from './pools.mjs';
import { Random } from './random.mjs';

/** The request with this number; it depends on the seed and the number only. */
export function drawRequest(seed, number) {
  const random = new Random(seed, number);
  const scene = {
    actions: random.sample(actions, random.weighted([[6, 1], [3, 2], [1, 3]])),
    resources: random.chance(0.12) ? ['*'] : random.sample(resources, random.weighted([[7, 1], [3, 2]])),
    context: drawContext(random),
  };
  const aim = random.weighted([[62, 'allowed'], [28, 'explicitDeny'], [10, 'implicitDeny']]);
  const layers = drawLayers(random);
  // The layer that denies explicitly, or that fails to allow.
  const odd = aim === 'allowed' ? undefined : random.pick(layers.filter(layer => layer.count > 0));

  const documents = {};
  for (const layer of layers) {
    const intent = layer !== odd ? 'allow' : aim === 'explicitDeny' ? 'deny' : 'silent';
    documents[layer.name] = drawLayer(random, scene, layer.count, intent);
  }

  const request = { Id: `${seed}-${number}`, PolicyInputList: documents.identity };
  if (documents.boundary.length > 0) request.PermissionsBoundaryPolicyInputList = documents.boundary;
  const levels = layers.filter(layer => layer.level !== undefined);
  if (levels.length > 0) request.OrderedOrganizationPolicyInputList = levels.map(layer => ({ ServiceControlPolicyInputList: documents[layer.name] }));
  request.ActionNames = scene.actions.map(action => (random.chance(0.08) ? random.oddCase(action) : action));
  if (scene.resources[0] !== '*' || random.chance(0.5)) request.ResourceArns = scene.resources;
  if (random.chance(0.7)) request.CallerArn = random.pick(callers);
  if (scene.context.length > 0) request.ContextEntries = scene.context.map(toEntry);
  return request;
}

const toEntry = ({ name, type, list, values }) => ({ ContextKeyName: name, ContextKeyValues: values, ContextKeyType: list ? type + 'List' : type });

function drawLayers(random) {
  const layers = [
    { name: 'identity', count: random.between(1, 4) },
    { name: 'boundary', count: random.chance(0.3) ? 1 : 0 },
  ];
  const levels = random.weighted([[5, 0], [2, 1], [2, 2], [1, 3], [1, 4]]);
  for (let level = 0; level < levels; level++) layers.push({ name: `scp${level}`, level, count: random.chance(0.01) ? 0 : random.between(1, 2) });
  return layers;
}

/** The policies of a layer that probably allows, denies, or says nothing. */
function drawLayer(random, scene, count, intent) {
  const statements = [];
  if (intent !== 'silent') statements.push(drawStatement(random, scene, intent === 'deny' && random.chance(0.3) ? 'Deny' : 'Allow', true));
  if (intent === 'deny') statements.push(drawStatement(random, scene, 'Deny', true));
  for (let extra = random.weighted([[5, 0], [3, 1], [2, 2]]) + Math.max(0, count - statements.length); extra > 0; extra--) {
    statements.push(drawStatement(random, scene, random.chance(0.4) ? 'Deny' : 'Allow', false));
  }
  const policies = Array.from({ length: count }, () => []);
  if (count > 0) random.shuffle(statements).forEach((statement, i) => policies[i % count].push(statement));
  return policies.map(list => document(random, list));
}

function document(random, statements) {
  const version = random.weighted([[90, '2012-10-17'], [6, '2008-10-17'], [4, undefined]]);
  const policy = { ...(version && { Version: version }), Statement: statements.length === 1 && random.chance(0.3) ? statements[0] : statements };
  return random.chance(0.3) ? JSON.stringify(policy) : policy;
}

/** A statement on one action and one resource of the request that applies, or fails to in one element. */
function drawStatement(random, scene, effect, applies) {
  const action = random.pick(scene.actions);
  const resource = random.pick(scene.resources);
  const element = applies ? '' : random.weighted([[4, 'action'], [4, 'resource'], [3, 'condition']]);
  const statement = random.chance(0.15) ? { Sid: `S${random.between(1, 1e9)}` } : {};
  statement.Effect = effect;

  const broadAction = applies && scene.actions.length > 1 && random.chance(0.65);
  const actionHits = element !== 'action';
  if (random.chance(0.12)) statement.NotAction = entries(random, () => missedAction(random, action), actionHits ? undefined : () => matchedAction(random, action));
  else statement.Action = broadAction ? '*' : entries(random, () => missedAction(random, action), actionHits ? () => matchedAction(random, action) : undefined);

  const broadResource = applies && scene.resources.length > 1 && random.chance(0.65);
  const resourceHits = element !== 'resource';
  if (random.chance(0.12)) statement.NotResource = entries(random, () => missedResource(random, resource), resourceHits ? undefined : () => matchedResource(random, resource, scene.context));
  else statement.Resource = broadResource ? '*' : entries(random, () => missedResource(random, resource), resourceHits ? () => matchedResource(random, resource, scene.context) : undefined);

  if (element === 'condition' || random.chance(0.45)) statement.Condition = drawCondition(random, scene.context, element !== 'condition');
  else if (random.chance(0.01)) statement.Condition = {};
  return statement;
}

/** One to three entries, one of them from `hit` if that is given. */
function entries(random, miss, hit) {
  const list = [];
  if (hit) list.push(hit());
  for (let more = random.weighted(hit ? [[6, 0], [3, 1], [1, 2]] : [[6, 1], [3, 2], [1, 3]]); more > 0; more--) list.push(miss());
  const unique = [...new Set(random.shuffle(list))];
  return unique.length === 1 && random.chance(0.6) ? unique[0] : unique;
}

// No entry without a colon but `*`, and no regular-expression characters: the simulator throws on those.
function matchedAction(random, action) {
  const [service, name] = action.split(':');
  const at = random.between(1, name.length - 1);
  return random.weighted([
    [4, action],
    [4, '*'],
    [3, `${service}:*`],
    [1, random.oddCase(action)],
    [2, `${service}:${name.slice(0, at)}*`],
    [2, `${service}:*${name.slice(at)}`],
    [1, `${random.oddCase(service)}:${name.slice(0, at)}*${name.slice(at + 1)}`],
    [1, `${service}:${name.slice(0, at)}?${name.slice(at + 1)}`],
    [0.1, '*:*'],
    [0.1, `${service.slice(0, 1)}*:${name}`],
  ]);
}

function missedAction(random, action) {
  const [service, name] = action.split(':');
  return random.weighted([
    [4, random.pick(actions.filter(other => other !== action))],
    [1, `${service}:${name}x`],
    [1, `${service}:Zz*`],
    [1, `${service}:${name}?`],
    [1, `${service}x:*`],
    [1, `${service}:?`],
  ]);
}

function matchedResource(random, resource, context) {
  if (resource === '*') return random.weighted([[8, '*'], [0.3, '?'], [0.3, '**'], [0.2, 'arn:*']]);
  const parts = resource.split(':');
  const head = parts.slice(0, 5);
  const tail = parts.slice(5).join(':');
  return random.weighted([
    [5, () => resource],
    [4, () => '*'],
    [3, () => [...head, globbed(random, tail)].join(':')],
    [3, () => withOneGlob(random, head, tail)],
    [1.5, () => [...head, withVariable(random, tail, context)].join(':')],
    [1, () => [...oddHead(random, head), tail].join(':')],
    [1.5, () => parts.slice(0, random.between(3, parts.length - 1)).join(':') + ':*'],
    [1, () => [...parts.slice(0, 2), parts[2].slice(0, random.between(1, 2)) + '*'].join(':')],
    [0.7, () => parts.slice(0, random.between(2, 5)).join(':')],
    [0.5, () => random.pick(['arn:*', '*:*:*:*:*:*', '**', '?*', 'a*', 'arn:aws*:*:*:*:*'])],
    [0.5, () => [...parts.slice(0, 2), '*', parts[parts.length - 1]].join(':')],
  ])();
}

const withOneGlob = (random, head, tail) => {
  const changed = [...head];
  const at = random.between(1, 4);
  changed[at] = changed[at] === '' ? '*' : globbed(random, changed[at]);
  return [...changed, tail].join(':');
};

const oddHead = (random, head) => head.map((part, i) => (i === 0 ? part : random.oddCase(part)));

/** The text with one piece replaced by a variable that gives it. */
function withVariable(random, text, context) {
  const pieces = text.split(/([/:])/);
  const at = random.between(0, Math.floor(pieces.length / 2)) * 2;
  pieces[at] = random.chance(0.85) ? variableFor(random, pieces[at], context) ?? pieces[at] : random.pick(['${aws:PrincipalTag/none}', '${aws:username}', '${aws:TagKeys}']);
  return pieces.join('');
}

function missedResource(random, resource) {
  const other = random.pick(resources.filter(one => one !== resource));
  return random.weighted([
    [4, other],
    [1, resource + 'x'],
    [1, resource.toUpperCase().replace(/^ARN:AWS/, 'arn:aws')],
    [1, resource.replace(/^arn:aws:(.*?):(.*?):.*?:/, 'arn:aws:$1:$2:444455556666:')],
    [1, 'arn:aws:s3:::'],
    [1, resource.slice(0, -1)],
    [0.5, 'arn:aws:ec2:*'],
    [0.5, 'arn:aws:ec2'],
    [0.5, resource + '/${aws:PrincipalTag/none}'],
  ]).replace(/^\*.*$|^$/, 'arn:aws:none:::none');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '1000' }, only: { type: 'string' } } });
  const [from, to] = values.only === undefined ? [0, Number(values.count)] : [Number(values.only), Number(values.only) + 1];
  let lines = '';
  for (let number = from; number < to; number++) {
    lines += JSON.stringify(drawRequest(Number(values.seed), number)) + '\n';
    if (lines.length > 1 << 16 || number === to - 1) {
      if (!process.stdout.write(lines)) await new Promise(resolve => process.stdout.once('drain', resolve));
      lines = '';
    }
  }
}
