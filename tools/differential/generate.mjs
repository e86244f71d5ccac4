// Writes requests for `auditor simulate --batch`: node generate.mjs --seed 1 --count 20000 [--only N] > requests.jsonl
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawContext } from './conditions.mjs';
import { actions, callers, keyPolicy, otherAccount, resources, sessions, trust } from './pools.mjs';
import { Random } from './random.mjs';
import { drawStatement } from './statements.mjs';

/** The request with this number; it depends on the seed and the number only. */
export function drawRequest(seed, number) {
  const random = new Random(seed, number);
  const scene = drawScene(random);
  const aim = random.weighted([[62, 'allowed'], [28, 'explicitDeny'], [10, 'implicitDeny']]);
  const layers = drawLayers(random, scene);
  // The layer that denies explicitly, or that fails to allow.
  const odd = aim === 'allowed' ? undefined : random.pick(layers.filter(layer => layer.count > 0));
  for (const layer of layers) {
    const intent = layer !== odd ? usual(random, layer, scene) : aim === 'explicitDeny' ? 'deny' : 'silent';
    layer.documents = drawLayer(random, scene, layer, intent);
  }

  return write(random, scene, layers, `${seed}-${number}`);
}

/** What is asked about, by whom. */
function drawScene(random) {
  const own = random.chance(0.4);
  const subject = own ? random.weighted([[70, undefined], [15, trust], [15, keyPolicy]]) : undefined;
  const scene = {
    actions: random.sample(subject?.actions ?? actions, random.weighted([[6, 1], [3, 2], [1, 3]])),
    resources: subject === undefined && random.chance(0.12) ? ['*'] : random.sample(subject?.resources ?? resources, random.weighted([[7, 1], [3, 2]])),
    context: drawContext(random),
    hasOwnPolicy: own,
    isTrust: subject === trust,
  };
  if (own || random.chance(0.7)) scene.caller = random.pick(random.chance(own ? 0.6 : 0.35) ? sessions : callers);
  if (own && random.chance(0.25)) scene.owner = `arn:aws:iam::${otherAccount}:root`;
  return scene;
}

function drawLayers(random, scene) {
  const layers = [
    { name: 'identity', count: random.between(1, 4) },
    { name: 'boundary', count: random.chance(0.3) ? 1 : 0 },
  ];
  const levels = random.weighted([[5, 0], [2, 1], [2, 2], [1, 3], [1, 4]]);
  const kinds = random.weighted([[5, ['scp']], [2, ['rcp']], [4, ['scp', 'rcp']]]);
  for (const kind of kinds) {
    for (let level = 0; level < levels; level++) {
      // Where only one kind is set at a level, the other has no say there.
      if (kinds.length === 1 || random.chance(0.85)) layers.push({ name: `${kind}${level}`, kind, level, count: random.chance(0.01) ? 0 : random.between(1, 2) });
    }
  }
  const isSession = sessions.includes(scene.caller);
  if (random.chance(isSession ? 0.45 : 0.03)) layers.push({ name: 'session', count: random.weighted([[8, 1], [2, 2]]) });
  if (scene.hasOwnPolicy) layers.push({ name: 'resource', count: 1 });
  return layers;
}

/** What a layer says that is not the odd one: where the resource's own policy may grant, the principal's may be silent. */
function usual(random, layer, scene) {
  if (!scene.hasOwnPolicy) return 'allow';
  const quiet = { identity: 0.4, boundary: 0.3, session: 0.3, resource: 0.15 }[layer.name] ?? 0;
  return random.chance(quiet) ? 'silent' : 'allow';
}

/** The policies of a layer that probably allows, denies, or says nothing. */
function drawLayer(random, scene, layer, intent) {
  const { count } = layer;
  const statements = [];
  const draw = (effect, applies) => statements.push(drawStatement(random, scene, layer, effect, applies));
  // Every level has AWS's own resource control policy, which allows all, unless it is taken away on purpose.
  if (intent !== 'silent' && layer.kind === 'rcp' && random.chance(0.7)) statements.push({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
  else if (intent !== 'silent') draw(intent === 'deny' && random.chance(0.3) ? 'Deny' : 'Allow', true);
  if (intent === 'deny') draw('Deny', true);
  for (let extra = random.weighted([[5, 0], [3, 1], [2, 2]]) + Math.max(0, count - statements.length); extra > 0; extra--) draw(random.chance(0.4) ? 'Deny' : 'Allow', false);
  const policies = Array.from({ length: count }, () => []);
  if (count > 0) random.shuffle(statements).forEach((statement, i) => policies[i % count].push(statement));
  const version = drawVersion(random);
  // The simulator takes one session policy, which has one version.
  return policies.map(list => document(random, list, layer.name === 'session' ? version : drawVersion(random)));
}

const drawVersion = random => random.weighted([[90, '2012-10-17'], [6, '2008-10-17'], [4, undefined]]);

function document(random, statements, version) {
  const policy = { ...(version && { Version: version }), Statement: statements.length === 1 && random.chance(0.3) ? statements[0] : statements };
  return random.chance(0.3) ? JSON.stringify(policy) : policy;
}

function write(random, scene, layers, id) {
  const documents = name => layers.find(layer => layer.name === name)?.documents ?? [];
  const request = { Id: id, PolicyInputList: documents('identity') };
  if (documents('boundary').length > 0) request.PermissionsBoundaryPolicyInputList = documents('boundary');
  if (documents('session').length > 0) request.SessionPolicyInputList = documents('session');
  if (scene.hasOwnPolicy) request.ResourcePolicy = documents('resource')[0];
  if (scene.owner !== undefined) request.ResourceOwner = scene.owner;
  for (const layer of layers.filter(one => one.level !== undefined)) {
    const levels = (request.OrderedOrganizationPolicyInputList ??= []);
    const member = layer.kind === 'scp' ? 'ServiceControlPolicyInputList' : 'ResourceControlPolicyInputList';
    while (levels.length <= layer.level) levels.push({});
    levels[layer.level][member] = layer.documents;
  }
  request.ActionNames = scene.actions.map(action => (random.chance(0.08) ? random.oddCase(action) : action));
  if (scene.resources[0] !== '*' || random.chance(0.5)) request.ResourceArns = scene.resources;
  if (scene.caller !== undefined) request.CallerArn = scene.caller;
  if (scene.context.length > 0) request.ContextEntries = scene.context.map(toEntry);
  return request;
}

const toEntry = ({ name, type, list, values }) => ({ ContextKeyName: name, ContextKeyValues: values, ContextKeyType: list ? type + 'List' : type });

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
