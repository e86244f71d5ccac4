// Makes String.prototype.localeCompare keep what it has made. By its definition it makes an Intl.Collator for each call, and that was a third of the
// simulator's time; the answers are the same.

/** To be called once, before the simulator is asked. */
export function keepCollators() {
  const kept = new Map();
  String.prototype.localeCompare = function (that, locales, options) {
    const name = JSON.stringify([locales, options]);
    if (!kept.has(name)) kept.set(name, remembering(new Intl.Collator(locales, options)));
    return kept.get(name)(String(this), String(that));
  };
}

const mostPairs = 100000;

/** The collator's comparison; pairs of key names come again and again. */
function remembering(collator) {
  const known = new Map();
  return (one, other) => {
    const pair = `${one}\n${other}`;
    let result = known.get(pair);
    if (result !== undefined) return result;
    if (known.size >= mostPairs) known.clear();
    known.set(pair, (result = collator.compare(one, other)));
    return result;
  };
}
