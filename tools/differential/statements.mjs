// Statements that probably apply to a request, or probably do not.
import { drawCondition, globbed, variableFor } from './conditions.mjs';
import { actions, resources } from './pools.mjs';
import { drawEveryone, drawPrincipal } from './principals.mjs';

/** A statement on one action and one resource of the request that applies, or fails to in one element. */
export function drawStatement(random, scene, layer, effect, applies) {
  const action = random.pick(scene.actions);
  const resource = random.pick(scene.resources);
  const hasPrincipal = layer.name === 'resource';
  // AWS takes no Resource in a trust policy; the Auditor compares one that is there.
  const hasResource = !(hasPrincipal && scene.isTrust && random.chance(0.85));
  const element = applies ? '' : random.weighted([[4, 'action'], [hasResource ? 4 : 0, 'resource'], [hasPrincipal ? 6 : 0, 'principal'], [3, 'condition']]);
  const statement = random.chance(0.15) ? { Sid: `S${random.between(1, 1e9)}` } : {};
  statement.Effect = effect;
  if (hasPrincipal) Object.assign(statement, drawPrincipal(random, scene.caller, effect, element !== 'principal', scene.isTrust));
  if (layer.kind === 'rcp') statement.Principal = drawEveryone(random);

  const broadAction = applies && scene.actions.length > 1 && random.chance(0.65);
  const actionHits = element !== 'action';
  if (random.chance(0.12)) statement.NotAction = entries(random, () => missedAction(random, action), actionHits ? undefined : () => matchedAction(random, action));
  else statement.Action = broadAction ? '*' : entries(random, () => missedAction(random, action), actionHits ? () => matchedAction(random, action) : undefined);

  if (hasResource) drawResource(random, scene, resource, statement, applies, element !== 'resource');
  if (element === 'condition' || random.chance(0.45)) statement.Condition = drawCondition(random, scene.context, element !== 'condition');
  else if (random.chance(0.01)) statement.Condition = {};
  return statement;
}

function drawResource(random, scene, resource, statement, applies, hits) {
  const broad = applies && scene.resources.length > 1 && random.chance(0.65);
  if (random.chance(0.12)) statement.NotResource = entries(random, () => missedResource(random, resource), hits ? undefined : () => matchedResource(random, resource, scene.context));
  else statement.Resource = broad ? '*' : entries(random, () => missedResource(random, resource), hits ? () => matchedResource(random, resource, scene.context) : undefined);
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
