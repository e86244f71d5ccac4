// Who can do what: a table of principals and tasks, a page at a time, so that twenty thousand rows are as quick as twenty.
const ROWS_A_PAGE = 50;
const matrix = { mode: 'tasks', grouped: false, text: '', account: '', who: 'job', page: 0 };
let units;

function unitPath(id) {
  units ??= new Map((D.organization?.units ?? []).map(unit => [unit.id, unit]));
  const names = [];
  for (let at = units.get(id), guard = 0; at && guard < 12; at = units.get(at.parent), guard++)
    names.unshift(at.name);
  return names.join(' / ');
}

const columns = () => matrix.mode === 'tasks'
  ? usedTasks().map(task => ({ key: task, title: D.tasks[task][1], answer: p => taskAnswer(p, task) }))
  : D.actions.map(([name, , phrase]) => ({ key: BILLING + name, title: name, hint: phrase, answer: p => ({ verdict: actionAnswer(p, name).verdict, assigned: false }) }));

let taskNumbers;
function usedTasks() {
  taskNumbers ??= (() => {
    const used = new Set(D.answers.flatMap(row => row.filter((_, index) => index % 2 === 0)));
    return D.tasks.map((_, index) => index).filter(index => used.has(index));
  })();
  return taskNumbers;
}

const WHO = {
  job: ['who can or should do something', p => !isAdministrator(p) && (profilesOf(p).length > 0 || (isInPayer(p) && holdsSomething(p)))],
  unknown: ['of whom something is unknown', p => usableAnswers(p).some(answer => answer.verdict === 'unknown')],
  admin: ['administrators', isAdministrator],
  all: ['everybody who is listed', () => true],
};

function wantedPrincipals() {
  const words = matrix.text.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = [];
  for (let p = 0; p < P.name.length; p++) {
    if (!WHO[matrix.who][1](p) || (matrix.account && accountOf(p) !== matrix.account))
      continue;
    const all = words.length && `${arnOf(p)} ${nameOf(p)} ${profilesOf(p).join(' ')} ${accountName(accountOf(p))}`.toLowerCase();
    if (words.every(word => all.includes(word)))
      wanted.push(p);
  }
  return wanted;
}

let accountOrder;
function inAccountOrder(principals) {
  if (!accountOrder) {
    const paths = D.accounts.unit.map(unit => unitPath(text(unit)));
    const order = D.accounts.id.map((_, index) => index);
    const payer = D.head.snapshot.managementAccount;
    order.sort((left, right) => (D.accounts.id[right] === payer) - (D.accounts.id[left] === payer)
      || (paths[left] < paths[right] ? -1 : paths[left] > paths[right] ? 1 : D.accounts.id[left] < D.accounts.id[right] ? -1 : 1));
    accountOrder = [];
    order.forEach((account, place) => { accountOrder[account] = place; });
  }
  return principals.sort((left, right) => accountOrder[P.account[left]] - accountOrder[P.account[right]] || left - right);
}

// Rows of the table: a principal, or those who share every answer.
function matrixRows() {
  const wanted = inAccountOrder(wantedPrincipals());
  if (!matrix.grouped)
    return wanted.map(p => ({ p, members: [p] }));
  const groups = new Map();
  for (const p of wanted) {
    const key = `${P.answers[p]} ${P.class[p]} ${P.profiles[p]} ${P.flags[p]}`;
    if (groups.has(key))
      groups.get(key).members.push(p);
    else
      groups.set(key, { p, members: [p] });
  }
  return [...groups.values()];
}

function drawMatrix() {
  matrix.grouped = P.name.length > 150;
  const accounts = D.accounts.id.length > 500 ? [] : D.accounts.id;
  show('access-body',
    element('p', { class: 'legend' }, ['all', 'some', 'conditional', 'unknown', 'none', 'denied'].map(verdict =>
      [element('span', { class: 'v ' + verdict }, SYMBOLS[verdict] + ' ' + WORDS[verdict]), ' ', LEGEND[verdict], '  '])),
    element('div', { class: 'controls filters', role: 'search', 'aria-label': 'Access' },
      search('Search principals', value => changeMatrix('text', value)),
      select('Show', Object.entries(WHO).map(([key, [words]]) => [key, words]), value => changeMatrix('who', value)),
      accounts.length > 1 && select('Account', [['', 'any account'], ...accounts.map(id => [id, `${id} ${accountName(id)}`])], value => changeMatrix('account', value)),
      toggle('The 34 actions', false, value => changeMatrix('mode', value ? 'actions' : 'tasks')),
      toggle('One row for equal answers', matrix.grouped, value => changeMatrix('grouped', value))),
    element('p', { role: 'status', 'aria-live': 'polite', id: 'matrix-count', class: 'count' }),
    element('div', { class: 'scroll', id: 'matrix', role: 'region', 'aria-label': 'Access matrix', tabindex: '0' }),
    element('div', { class: 'controls pages', id: 'matrix-pages' }));
  listMatrix();
}

const LEGEND = {
  all: 'on every resource', some: 'on some resources', conditional: 'depends on the call', unknown: 'something could not be read',
  none: 'cannot, and nobody asks for it', denied: 'should, and cannot',
};

function toggle(words, isOn, onchange) {
  const box = element('input', { type: 'checkbox', onchange: event => onchange(event.target.checked) });
  box.checked = isOn;
  return element('label', { class: 'toggle' }, box, ' ' + words);
}

function changeMatrix(name, value) {
  matrix[name] = value;
  if (name !== 'page')
    matrix.page = 0;
  listMatrix();
}

function listMatrix() {
  const rows = matrixRows();
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  const some = rows.slice(matrix.page * ROWS_A_PAGE, (matrix.page + 1) * ROWS_A_PAGE);
  const all = rows.reduce((sum, row) => sum + row.members.length, 0);
  document.getElementById('matrix-count').textContent = `${count(all, 'principal')} of ${number(D.head.summary.principalsListed)} listed`
    + (matrix.grouped ? `, in ${count(rows.length, 'row')} of equal answers` : '') + (pages > 1 ? `, page ${matrix.page + 1} of ${pages}` : '');
  document.getElementById('matrix').replaceChildren(matrixTable(some, false));
  const step = (words, by) => {
    const button = element('button', { type: 'button', onclick: () => changeMatrix('page', matrix.page + by) }, words);
    button.disabled = matrix.page + by < 0 || matrix.page + by >= pages;
    return button;
  };
  show('matrix-pages', pages > 1 && [step('Previous page', -1), step('Next page', 1)]);
}

function matrixTable(rows, isForPrint) {
  const heads = columns();
  const table = element('table', { class: 'matrix' },
    element('caption', {}, matrix.mode === 'tasks' ? 'Principals and what they can do' : 'Principals and the 34 actions of Billing Conductor'),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col', class: 'corner' }, 'Principal'),
      heads.map(head => element('th', { scope: 'col', title: head.hint }, element('span', {}, plain(head.title)))))));
  let account, body;
  for (const row of rows) {
    if (!body || (!matrix.grouped && account !== P.account[row.p])) {
      account = P.account[row.p];
      body = element('tbody');
      if (!matrix.grouped)
        body.append(element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: String(heads.length + 1) }, element('div', {}, accountWords(row.p)))));
      table.append(body);
    }
    body.append(element('tr', {}, matrixName(row, isForPrint), heads.map((head, index) => matrixCell(row.p, head, index, isForPrint))));
  }
  const first = table.querySelector('td button');
  if (first)
    first.tabIndex = 0;
  table.addEventListener('keydown', moveInMatrix);
  return table;
}

function accountWords(p) {
  const id = accountOf(p);
  const path = unitPath(text(D.accounts.unit[P.account[p]]));
  return [isPayerKnown && isInPayer(p) && element('span', { class: 'chip payer' }, 'payer'), foreign(accountName(id) || id), ' ', element('small', {}, accountName(id) ? id : '', path && [' · ', foreign(path)])];
}

function matrixName(row, isForPrint) {
  const { p, members } = row;
  const profiles = profilesOf(p);
  return element('th', { scope: 'row' }, element('div', { class: 'who' },
    isForPrint ? foreign(nameOf(p)) : principalLink(p),
    members.length > 1 && element('b', { class: 'share' }, ` and ${number(members.length - 1)} more share this verdict`),
    element('small', {}, kindOf(p), isAdministrator(p) && ', administrator',
      matrix.grouped && [' · ', members.length > 1 ? count(new Set(members.map(member => P.account[member])).size, 'account') : accountOf(p)],
      profiles.length > 0 && [' · should: ', foreign(profiles.join(', '))]),
    members.length > 1 && !isForPrint && memberList(members)));
}

function memberList(members) {
  const list = element('details', {}, element('summary', {}, 'Who'));
  list.addEventListener('toggle', () => list.querySelector('ul') || list.append(element('ul', {},
    members.slice(0, 200).map(member => element('li', {}, principalLink(member), ' ', element('small', {}, accountOf(member)))),
    members.length > 200 && element('li', {}, `and ${number(members.length - 200)} more: search, or turn equal rows off`))));
  return list;
}

function matrixCell(p, head, index, isForPrint) {
  const { verdict, assigned } = head.answer(p);
  const words = `${nameOf(p)}: ${head.title}: ${verdict === 'nothing' ? 'not asked' : verdict === 'denied' ? 'assigned, denied' : WORDS[verdict]}${assigned && verdict !== 'denied' ? ', assigned' : ''}`;
  const face = [element('span', { 'aria-hidden': 'true' }, SYMBOLS[verdict]), element('span', { class: 'word' }, WORDS[verdict])];
  if (isForPrint || verdict === 'nothing')
    return element('td', { class: 'v ' + verdict }, face);
  return element('td', { class: `v ${verdict}${assigned ? ' assigned' : ''}` }, element('button', {
    type: 'button', tabindex: '-1', 'aria-label': plain(words), title: plain(words), 'data-column': String(index),
    onclick: () => go(principalHash(p, typeof head.key === 'number' ? D.tasks[head.key][0] : head.key)),
  }, face));
}

// Arrow keys move between cells; Tab leaves the table.
function moveInMatrix(event) {
  const button = event.target.closest('td button');
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  if (!button || !steps)
    return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll('tbody tr:not(.group)')];
  const row = button.closest('tr');
  const to = steps[0] === 0
    ? (steps[1] > 0 ? following(row, button) : preceding(row, button))
    : rows[rows.indexOf(row) + steps[0]]?.querySelector(`[data-column="${button.dataset.column}"]`);
  if (to) {
    button.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

function following(row, button) {
  const cells = [...row.querySelectorAll('td button')];
  return cells[cells.indexOf(button) + 1];
}

function preceding(row, button) {
  const cells = [...row.querySelectorAll('td button')];
  return cells[cells.indexOf(button) - 1];
}
