// The list of findings with its filters.
const FINDINGS_A_STEP = 40;
const ACCOUNTS_TO_CHOOSE = 500;
const findingFilter = { text: '', severity: '', status: '', rule: '', account: '' };
let findingsShown = FINDINGS_A_STEP;

const isActive = finding => finding.status !== 'suppressed' && finding.status !== 'resolved';

// Put together once, when somebody first searches: thousands of findings with hundreds of principals would keep the keys waiting.
function findingText(finding) {
  finding.text ??= [finding.id, finding.title, finding.subject, finding.account, ...finding.principals.map(arnOfReference)].join(' ').toLowerCase();
  return finding.text;
}

function isWanted(finding, words) {
  const filter = findingFilter;
  return (!filter.severity || finding.severity === filter.severity)
    && (!filter.status || finding.status === filter.status)
    && (!filter.rule || finding.rule === filter.rule)
    && (!filter.account || finding.account === filter.account || finding.principals.some(one => accountOfReference(one) === filter.account))
    && words.every(word => findingText(finding).includes(word));
}

function drawFindings() {
  const tally = SEVERITIES.toReversed().map(severity => element('button', {
    type: 'button', class: 'tally ' + severity, 'aria-pressed': 'false', 'data-severity': severity,
    onclick: () => filterFindings('severity', findingFilter.severity === severity ? '' : severity),
  }, element('b', {}, number(D.head.summary.bySeverity[severity])), ' ' + severity));
  const controls = element('div', { class: 'controls filters', role: 'search', 'aria-label': 'Findings' },
    search('Search findings', value => filterFindings('text', value)),
    select('Status', [['', 'any status'], ...Object.entries(D.head.summary.byStatus).map(([status, all]) => [status, `${status} (${number(all)})`])], value => filterFindings('status', value)),
    select('Rule', [['', 'any rule'], ...distinct(FINDINGS.map(finding => finding.rule)).map(rule => [rule, rule])], value => filterFindings('rule', value)),
    select('Account', accountOptions(), value => filterFindings('account', value)));
  show('findings-body',
    element('div', { class: 'tallies', role: 'group', 'aria-label': 'By severity' }, tally),
    controls,
    element('p', { role: 'status', 'aria-live': 'polite', id: 'findings-count', class: 'count' }),
    beyondWords() && element('p', { id: 'findings-beyond', class: 'count' }, beyondWords()),
    element('ol', { id: 'findings-list', class: 'findings' }),
    element('button', { type: 'button', id: 'findings-more', class: 'more controls', onclick: () => { findingsShown += FINDINGS_A_STEP; listFindings(); } }, 'Show more'),
    element('div', { id: 'findings-apart' }));
  listFindings();
}

const distinct = values => [...new Set(values)].sort();
const accountsOfFindings = () => distinct(FINDINGS.flatMap(finding => [finding.account, ...finding.principals.map(accountOfReference)])).filter(Boolean);

function accountOptions() {
  const accounts = accountsOfFindings();
  const some = accounts.slice(0, ACCOUNTS_TO_CHOOSE).map(account => [account, account + (accountName(account) ? ' ' + accountName(account) : '')]);
  return [['', 'any account'], ...some, ...accounts.length > some.length ? [['', `${number(accounts.length - some.length)} more: search for the account’s number`, true]] : []];
}

// A page has no room for thousands of principals of each finding.
function beyondWords() {
  const beyond = FINDINGS.filter(finding => finding.principals.length < finding.principalCount).length;
  return beyond > 0 && `${count(beyond, 'finding')} ${beyond === 1 ? 'concerns' : 'concern'} more principals than can be searched here; the JSON report has them all.`;
}

function filterFindings(name, value) {
  findingFilter[name] = value;
  findingsShown = FINDINGS_A_STEP;
  for (const button of document.querySelectorAll('.tally'))
    button.setAttribute('aria-pressed', String(button.dataset.severity === findingFilter.severity));
  listFindings();
}

function listFindings() {
  const words = findingFilter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = FINDINGS.filter(finding => isWanted(finding, words));
  const active = wanted.filter(isActive);
  const all = FINDINGS.filter(isActive).length;
  document.getElementById('findings-count').textContent = (wanted.length === FINDINGS.length
    ? count(all, 'finding') : `${number(active.length)} of ${count(all, 'finding')}`)
    + (wanted.length > active.length ? `, ${number(wanted.length - active.length)} more below` : '');
  document.getElementById('findings-list').replaceChildren(...active.slice(0, findingsShown).map(findingRow));
  document.getElementById('findings-more').hidden = active.length <= findingsShown;
  document.getElementById('findings-more').textContent = `Show more (${number(Math.max(0, active.length - findingsShown))} left)`;
  show('findings-apart',
    apart('Accepted for now', 'Suppressed by the configuration until the day that is named.', wanted.filter(finding => finding.status === 'suppressed')),
    apart('Resolved', 'They no longer occur, and this run has read everything that they rested on.', wanted.filter(finding => finding.status === 'resolved')));
}

function apart(title, meaning, findings) {
  return findings.length > 0 && element('div', { class: 'apart' }, element('h3', {}, `${title} (${number(findings.length)})`), element('p', { class: 'meaning' }, meaning),
    element('ol', { class: 'findings' }, findings.slice(0, 100).map(findingRow)),
    findings.length > 100 && element('p', {}, `and ${number(findings.length - 100)} more: filter, or see the JSON report`));
}

function findingRow(finding) {
  const names = finding.principals.slice(0, 3).map(nameOfReference);
  const who = names.length > 0 ? names : [finding.subject];
  const more = finding.principalCount - names.length;
  return element('li', {}, element('a', { class: 'finding ' + finding.severity, href: HERE + '#finding=' + encodeURIComponent(finding.id) },
    element('span', { class: 'head' }, badge(finding.severity), element('span', { class: 'rule' }, finding.rule), foreign(finding.title, 'bdi', 'title')),
    element('span', { class: 'sub' },
      who.map((name, index) => [index > 0 && ', ', foreign(name)]), names.length > 0 && more > 0 && ` and ${number(more)} more`,
      finding.account && [' · ', finding.account], ' · ', element('span', { class: 'status ' + finding.status }, finding.status),
      (finding.detail?.suppressions ?? []).slice(0, 1).map(one => acceptance(finding, one)))));
}

// What is still active is not accepted: only whom the suppression names is left out of it.
const acceptance = (finding, one) => finding.status === 'suppressed'
  ? [' until ' + one.expires + ', accepted by ', foreign(one.owner), ': ', foreign(one.reason)]
  : !isActive(finding) ? [] : [' · without ', foreign(one.principal ?? 'some'), ', accepted by ', foreign(one.owner), ' until ' + one.expires + ': ', foreign(one.reason)];
