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
