// What earlier runs counted, as lines and as a table.
const SERIES = [['high', 'High findings'], ['medium', 'Medium findings'], ['low', 'Low findings'], ['canChangeMoney', 'Can change money'], ['canSeeMargins', 'Can see margins']];

function drawTrend() {
  const runs = [...D.head.history, D.head.run];
  show('trend-body',
    runs.length > 1 ? [chart(runs), element('ul', { class: 'key', 'aria-hidden': 'true' }, SERIES.map(([key, words]) => element('li', { class: 'l-' + key }, words)))]
      : element('p', { class: 'meaning' }, 'One run so far: a trend needs runs that remember each other.'),
    element('div', { class: 'scroll', role: 'region', 'aria-label': 'Runs', tabindex: '0' }, runTable(runs)));
}

function runTable(runs) {
  return element('table', { class: 'runs' }, element('caption', {}, 'Counts of each run'),
    element('thead', {}, element('tr', {}, ['Run', ...SERIES.map(([, words]) => words), 'Accounts read'].map(words => element('th', { scope: 'col' }, words)))),
    element('tbody', {}, runs.toReversed().map((run, index) => element('tr', {}, element('th', { scope: 'row' }, day(run.generatedAt), index === 0 && ' (this run)'),
      SERIES.map(([key]) => element('td', {}, number(run[key]))), element('td', {}, `${number(run.accountsRead)} of ${number(run.accountsExpected)}`)))));
}

function chart(runs) {
  const [width, height, left, bottom] = [720, 200, 40, 24];
  const top = Math.max(1, ...runs.flatMap(run => SERIES.map(([key]) => run[key])));
  const x = index => left + (index * (width - left - 12)) / (runs.length - 1);
  const y = value => 8 + (height - bottom - 8) * (1 - value / top);
  const svg = svgElement('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart', role: 'img', 'aria-label': `Counts of ${runs.length} runs; the table below has the numbers` });
  for (const value of new Set([0, Math.round(top / 2), top])) {
    svg.append(svgElement('line', { x1: left, x2: width - 12, y1: y(value), y2: y(value), class: 'grid' }));
    svg.append(svgElement('text', { x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value)));
  }
  svg.append(svgElement('text', { x: left, y: height - 6 }, day(runs[0].generatedAt)), svgElement('text', { x: width - 12, y: height - 6, 'text-anchor': 'end' }, day(runs.at(-1).generatedAt)));
  for (const [key] of SERIES) {
    svg.append(svgElement('polyline', { points: runs.map((run, index) => `${x(index)},${y(run[key])}`).join(' '), class: 'line-' + key }));
    runs.forEach((run, index) => svg.append(svgElement('circle', { cx: x(index), cy: y(run[key]), r: 3, class: 'dot-' + key })));
  }
  return svg;
}

function svgElement(name, attributes, words) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, String(value));
  if (words !== undefined)
    made.textContent = words;
  return made;
}
