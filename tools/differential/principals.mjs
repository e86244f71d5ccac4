// Principal elements that name a caller, or others.
import { account, otherAccount } from './pools.mjs';

const root = number => `arn:aws:iam::${number}:root`;

/** { Principal } or { NotPrincipal } of a resource's own policy; `named` says whether it names the caller. */
export function drawPrincipal(random, caller, effect, applies, inTrust) {
  // AWS takes NotPrincipal with Deny only; documents from before that may have it with Allow.
  const isNot = !inTrust && random.chance(effect === 'Deny' ? 0.2 : 0.06);
  // An account that a Deny with NotPrincipal lists: AWS's example denies the others in it, the simulator spares them. The cases have it.
  const element = drawEntries(random, caller, applies !== isNot, isNot && effect === 'Deny');
  return isNot ? { NotPrincipal: element } : { Principal: element };
}

/** Everyone, the only Principal of a resource control policy. */
export const drawEveryone = random => (random.chance(0.9) ? '*' : { AWS: '*' });

function drawEntries(random, caller, names, notByAccount) {
  if (names && random.chance(0.15)) return drawEveryone(random);
  const entries = names ? [naming(random, caller, notByAccount)] : [];
  for (let more = random.weighted(names ? [[6, 0], [3, 1], [1, 2]] : [[6, 1], [3, 2], [1, 3]]); more > 0; more--) entries.push(another(random, caller));
  const element = {};
  for (const [type, value] of random.shuffle(entries)) element[type] = [...new Set([...(element[type] ?? []), value])];
  return Object.fromEntries(Object.entries(element).map(([type, values]) => [type, values.length === 1 && random.chance(0.7) ? values[0] : values]));
}

function naming(random, caller, notByAccount) {
  const session = /:assumed-role\/([^/]+)\//.exec(caller);
  const role = session && `arn:aws:iam::${account}:role/`;
  return ['AWS', random.weighted([
    [4, caller],
    [notByAccount ? 0 : 2, account],
    [notByAccount ? 0 : 2, root(account)],
    [1, '*'],
    [session ? 2 : 0, `${role}${session?.[1]}`],
    [session ? 2 : 0, `${role}finops/${session?.[1]}`],
  ])];
}

function another(random, caller) {
  const [type, value] = random.pick([
    ['AWS', otherAccount],
    ['AWS', root(otherAccount)],
    ['AWS', `arn:aws:iam::${account}:user/alice`],
    ['AWS', `arn:aws:iam::${account}:user/finops/*`],
    ['AWS', `arn:aws:iam::${account}:role/bg-ops/finops`],
    ['AWS', `arn:aws:iam::${account}:role/finops/x-bg-ops`],
    ['AWS', `arn:aws:iam::${otherAccount}:role/finops/bg-ops`],
    ['AWS', `arn:aws:sts::${account}:assumed-role/bg-ops/other`],
    ['AWS', `arn:aws:sts::${account}:federated-user/bob`],
    ['AWS', 'AROAEXAMPLEEXAMPLE123'],
    ['AWS', caller + 'x'],
    ['AWS', caller.replace(/[^/]*$/, name => name.toUpperCase())],
    ['Service', 'billingconductor.amazonaws.com'],
    ['Service', '*'],
    ['Federated', 'accounts.google.com'],
    ['CanonicalUser', 'ab1200ab1200ab1200ab1200ab1200ab1200ab1200ab1200ab1200ab1200ab12'],
  ]);
  return [type, value];
}
