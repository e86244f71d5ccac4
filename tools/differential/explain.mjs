// Says which kinds of explained.mjs account for a difference.
//
// First each statement is asked about alone: can its elements that a kind names, and they only, decide whether it applies? Then the whole request
// is asked about with some of those statements turned round, or with a rule of another reading put in. If the simulator then gives our decision, the
// kinds of those changes explain the difference; a difference that lies elsewhere stays unexplained.
import { doubtfulStatements } from './doubt.mjs';
import { layersOf } from './layers.mjs';
import { readings } from './readings.mjs';
import { subsets } from './subsets.mjs';

const mostChanges = 12;

/** Explains differences: [{ request (from `single`), ours }] gives a list of the kinds that account for each, or null. */
export async function explain(differences, askOracle) {
  const doubtful = await doubtfulStatements(differences, askOracle);
  const changes = differences.map((difference, number) => [...readingsOf(difference), ...doubtful[number].filter(one => leadsTo(difference, one))].slice(0, mostChanges));
  const found = differences.map(() => null);
  for (let size = 1; size <= mostChanges; size++) {
    const variants = [];
    differences.forEach(({ request }, number) => {
      if (found[number] !== null) return;
      for (const chosen of subsets(changes[number], size)) variants.push({ number, chosen, ...changed(request, chosen) });
    });
    const answers = await askOracle(variants.map(variant => variant.request));
    const fitting = variants.filter(({ number }, i) => answers[i].Decisions?.[0].Decision === differences[number].ours);
    const isReal = await holds(fitting, askOracle);
    fitting.forEach(({ number, chosen }, i) => {
      if (isReal[i]) found[number] ??= [...new Set(chosen.flatMap(one => one.kinds))].sort();
    });
  }
  return found;
}

/** The rules that the simulator may read otherwise in this request; they lift a silence, so they lead to an allow only. */
const readingsOf = ({ request, ours }) => (ours === 'allowed' ? readings.filter(reading => reading.find(request)).map(reading => ({ kinds: [reading.kind], reading })) : []);

/** Whether a statement that is turned round moves the decision towards ours, or leaves it: an Allow never denies, a Deny never allows. */
function leadsTo({ request, ours }, { layer, policy, index, applies }) {
  const isAllow = layersOf(request)[layer].documents[policy].Statement[index].Effect === 'Allow';
  if (ours === 'allowed') return applies === isAllow;
  return ours === 'explicitDeny' ? !isAllow && applies : !applies;
}

/** The request with the changes, and what else must be allowed for them to count. */
function changed(request, chosen) {
  const copy = structuredClone(request);
  const layers = layersOf(copy);
  for (const { layer, policy, index, applies } of chosen.filter(one => one.reading === undefined)) {
    const { Effect, Principal, NotPrincipal } = layers[layer].documents[policy].Statement[index];
    layers[layer].documents[policy].Statement[index] = { Effect, Action: applies ? '*' : 'none:None', Resource: '*', ...(Principal && { Principal }), ...(NotPrincipal && { NotPrincipal }) };
  }
  const needed = chosen.filter(one => one.reading !== undefined).map(({ reading }) => reading.needs(copy));
  for (const { reading } of chosen.filter(one => one.reading !== undefined)) reading.put(copy);
  return { request: copy, needed };
}

/** For each variant whether the simulator allows all that it needs. */
async function holds(variants, askOracle) {
  const answers = await askOracle(variants.flatMap(({ needed }) => needed));
  let at = 0;
  return variants.map(({ needed }) => answers.slice(at, (at += needed.length)).every(answer => answer.Decisions?.[0].Decision === 'allowed'));
}
