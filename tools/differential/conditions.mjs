// Condition blocks that probably hold, or probably do not, for a given context. "Probably": the point is to ask, not to know.
import { keys, operators } from './pools.mjs';

/** The context of a request: [{ name, type, list, values }] with `name` in some casing. */
export function drawContext(random) {
  const context = [];
  for (const key of keys) {
    if (key.given || !random.chance(0.6)) continue;
    const name = random.chance(0.08) ? random.oddCase(key.name) : key.name;
    const values = key.list ? random.sample(key.values, random.between(random.chance(0.08) ? 0 : 1, 3)) : [plain(random, key)];
    // A value of the wrong type is given as text, a single-valued key now and then as a list.
    if (!key.list && key.type !== 'string' && random.chance(0.03)) context.push({ key, name, type: 'string', list: false, values: [random.pick(['', 'garbage', '12abc'])] });
    else context.push({ key, name, type: key.type === 'arn' ? 'string' : key.type, list: key.list || random.chance(0.03), values });
  }
  return context;
}

const plain = (random, key) => {
  const values = key.values.filter(value => value !== '');
  return key.values.length > values.length && random.chance(0.05) ? '' : random.pick(values);
};

/** A Condition object of one or two entries. */
export function drawCondition(random, context, holds) {
  const condition = {};
  const wanted = random.weighted([[7, 1], [3, 2]]);
  const failing = holds ? -1 : random.between(0, wanted - 1);
  for (let i = 0; i < wanted; i++) {
    const { operator, key, values } = drawEntry(random, context, i !== failing);
    if (Object.keys(condition).some(name => name.toLowerCase() === operator.toLowerCase())) continue;
    condition[operator] = { [key]: values };
  }
  return condition;
}

function drawEntry(random, context, holds) {
  const key = random.pick(keys);
  const given = context.find(entry => entry.key === key);
  const name = random.chance(0.06) ? random.oddCase(key.name) : key.name;
  if (random.chance(0.08)) return { operator: spelled(random, 'Null'), key: name, values: nullValue(random, (given === undefined) === holds) };

  const family = random.chance(0.9) ? key.type : random.pick(Object.keys(operators));
  const base = random.pick(operators[family]);
  const set = key.list ? random.weighted([[8, ''], [46, 'ForAllValues:'], [46, 'ForAnyValue:']]) : random.weighted([[92, ''], [4, 'ForAllValues:'], [4, 'ForAnyValue:']]);
  const operator = set + base + (random.chance(0.18) ? 'IfExists' : '');
  const negated = base.includes('Not');
  const requested = given?.values ?? [random.pick(key.values)];
  const values = holds !== negated
    ? hits(random, base, requested, set === 'ForAllValues:', context)
    : misses(random, base, requested, context);
  return { operator: spelled(random, operator), key: name, values: written(random, values) };
}

const nullValue = (random, absent) => {
  const text = absent ? 'true' : 'false';
  return random.weighted([[6, text], [2, absent], [1, [text]], [1, text.toUpperCase()]]);
};

const spelled = (random, operator) => (random.chance(0.04) ? random.oddCase(operator) : operator);

/** Values of which one fits (each request value, if `all`). */
function hits(random, operator, requested, all, context) {
  const values = (all ? requested : requested.slice(0, 1)).map(value => hit(random, operator, value, context));
  if (values.length === 0 || random.chance(0.35)) values.push(miss(random, operator, requested[0] ?? 'x'));
  return random.shuffle(values);
}

function misses(random, operator, requested, context) {
  const values = [];
  for (let i = random.weighted([[8, 1], [4, 2]]); i > 0; i--) values.push(miss(random, operator, requested[0] ?? 'x', context));
  return random.chance(0.02) ? [] : values;
}

function hit(random, operator, value, context) {
  if (/^(String|Arn)/.test(operator) && random.chance(0.2)) {
    const variable = variableFor(random, value, context);
    if (variable !== undefined) return variable;
  }
  if (operator.endsWith('IgnoreCase')) return random.chance(0.6) ? random.oddCase(value) : value;
  if (operator.endsWith('Like') && operator.startsWith('String')) return globbed(random, value);
  if (operator.startsWith('Arn')) return arnGlobbed(random, value);
  if (operator.startsWith('Numeric')) return number(random, operator, value, true);
  if (operator.startsWith('Date')) return date(random, operator, value, true);
  if (operator.endsWith('IpAddress')) return network(random, value, true);
  if (operator === 'Bool') return random.weighted([[6, value], [2, value === 'true'], [1, random.oddCase(value)], [0.2, '${aws:SecureTransport}']]);
  return value;
}

function miss(random, operator, value, context) {
  if (/^(String|Arn)/.test(operator) && random.chance(0.12)) return random.pick(["${aws:PrincipalTag/none}", "${aws:username,'bob'}", '${aws:TagKeys}', "${aws:PrincipalTag/none, 'nobody'}", '${}']);
  if (/^(Numeric|Date|Bool|IpAddress|NotIp|Binary|Arn)/.test(operator) && random.chance(0.06)) return random.pick(['garbage', '', '*', '${aws:username}']);
  if (operator.endsWith('IgnoreCase')) return value + 'x';
  if (operator.startsWith('String')) return random.weighted([[3, value + 'x'], [2, 'other'], [2, value.toUpperCase() + '!'], [operator.endsWith('Like') ? 2 : 0, 'z*'], [operator.endsWith('Like') ? 0 : 1, value.slice(0, 1) + '*'], [1, '']]);
  if (operator.startsWith('Arn')) return random.pick(['arn:aws:iam::444455556666:role/*', 'arn:aws:s3:::other', 'arn:aws:iam::111122223333:user/*', 'arn:aws:SNS:*:*:*', 'arn:aws:s3', '*', 'arn:*']);
  if (operator.startsWith('Numeric')) return number(random, operator, value, false);
  if (operator.startsWith('Date')) return date(random, operator, value, false);
  if (operator.endsWith('IpAddress')) return network(random, value, false);
  if (operator === 'Bool') return random.weighted([[6, value.toLowerCase() === 'true' ? 'false' : 'true'], [2, value.toLowerCase() !== 'true'], [1, 'yes']]);
  return 'AAAA';
}

/** A variable, or a default, that gives this value. */
export function variableFor(random, value, context) {
  const source = random.shuffle(context ?? []).find(entry => !entry.list && entry.values[0] === value && entry.type === 'string');
  if (source !== undefined && random.chance(0.7)) return '${' + (random.chance(0.15) ? random.oddCase(source.name) : source.name) + (random.chance(0.2) ? ", 'zz'" : '') + '}';
  if (/['{}]/.test(value) || value === '') return undefined;
  return random.chance(0.9) ? "${aws:PrincipalTag/none, '" + value + "'}" : "${aws:PrincipalTag/none,'" + value + "'}";
}

/** A pattern with wildcards that fits the text. */
export function globbed(random, text) {
  const points = [...text];
  const escaped = points.map(c => (c === '*' || c === '?' || c === '$' ? '${' + c + '}' : c));
  if (points.length === 0) return random.pick(['', '*']);
  const at = random.between(0, points.length - 1);
  const to = random.between(at, points.length);
  return random.weighted([
    [3, () => escaped.slice(0, at).join('') + '*'],
    [2, () => '*' + escaped.slice(at).join('')],
    [3, () => escaped.slice(0, at).join('') + '*' + escaped.slice(to).join('')],
    [2, () => [...escaped.slice(0, at), '?', ...escaped.slice(at + 1)].join('')],
    [1, () => escaped.join('')],
    [1, () => '*'],
  ])();
}

const arnGlobbed = (random, text) => {
  const parts = text.split(':');
  if (parts.length < 6) return text;
  const six = [...parts.slice(0, 5), parts.slice(5).join(':')];
  const at = random.between(1, 5);
  six[at] = random.weighted([[3, '*'], [2, globbed(random, six[at]).replaceAll('${*}', '*')], [2, six[at]]]);
  return six.join(':');
};

function number(random, operator, text, fits) {
  const value = Number.parseFloat(text);
  if (Number.isNaN(value)) return '5';
  const step = { NumericEquals: 0, NumericNotEquals: 0, NumericLessThan: 1, NumericLessThanEquals: random.pick([0, 1]), NumericGreaterThan: -1, NumericGreaterThanEquals: random.pick([0, -1]) }[operator];
  const wanted = fits ? value + step : value + (step === 0 ? 1 : -2 * Math.sign(step));
  return random.weighted([[5, String(wanted)], [3, wanted], [1, wanted.toFixed(2)], [0.3, wanted < 0 ? String(wanted) : '+' + wanted], [0.2, wanted + 'e0']]);
}

function date(random, operator, text, fits) {
  const time = /^\d{4}-/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) return '2026-01-01';
  const step = operator.includes('LessThan') ? 1 : operator.includes('GreaterThan') ? -1 : 0;
  const far = fits ? step : step === 0 ? 1 : -step;
  const wanted = new Date(time + far * 86400000 * random.between(1, 400));
  return random.weighted([
    [6, wanted.toISOString()],
    [2, wanted.toISOString().replace('.000Z', 'Z')],
    [1, wanted.toISOString().slice(0, 10)],
    [1, new Date(wanted.getTime() + 3600000).toISOString().replace('Z', '+01:00')],
    [0.4, String(Math.floor(wanted.getTime() / 1000))],
    [0.2, wanted.toISOString().slice(0, 4)],
    [0.2, wanted.toISOString().slice(0, 7)],
  ]);
}

function network(random, text, fits) {
  if (!fits) return random.pick(['172.16.0.0/12', '10.128.0.0/9', '2001:db9::/32', '192.168.1.0/25', '11.0.0.1', '::/1x']);
  if (text.includes(':')) return random.weighted([[3, '2001:db8::/32'], [2, '2001:DB8::/33'], [2, text + '/128'], [1, '::/0'], [0.4, text], [0.4, '2001:db8::1']]);
  const bytes = text.split('.');
  return random.weighted([[3, text], [2, text + '/32'], [2, bytes.slice(0, 2).join('.') + '.0.0/16'], [2, bytes[0] + '.9.9.9/8'], [1, text + '/31'], [0.3, '0.0.0.0/0'], [1, text + '/1']]);
}

/** One value may stand without brackets. */
const written = (random, values) => (values.length === 1 && random.chance(0.6) ? values[0] : values);
