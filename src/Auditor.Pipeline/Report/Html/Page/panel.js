// The panel over the page: a finding, a principal, or one cell with its ladder. The address says which, so that it can be sent to others.
const panel = document.getElementById('panel');
let depth = 0;

// Going somewhere is a step in the browser's history: the back button goes back.
function go(hash) {
  if (location.hash === hash)
    route();
  else
    location.hash = hash;
}

function target() {
  const words = new URLSearchParams(location.hash.slice(1));
  return words.has('finding') ? { finding: words.get('finding') } : words.has('principal') ? { principal: words.get('principal'), action: words.get('action') } : undefined;
}

function route() {
  const wanted = target();
  if (!wanted) {
    depth = 0;
    if (panel.open)
      panel.close();
    return;
  }

  show('panel-body', closeButton(), wanted.finding !== undefined ? findingPanel(wanted.finding) : principalPanel(wanted.principal, wanted.action));
  depth = history.state?.depth ?? depth + 1;
  history.replaceState({ depth }, '');
  if (!panel.open)
    panel.showModal();
  panel.scrollTop = 0;
  document.getElementById('panel-title').focus();
}

function closeButton() {
  return element('button', { type: 'button', class: 'close controls', 'aria-label': 'Close', onclick: leave }, '✕');
}

// Leaves the panel: over the steps that were made in it, back to where the reader was.
function leave() {
  panel.close();
  if (startedInPanel)
    history.replaceState(null, '', location.pathname + location.search);
  else
    history.go(-depth);
  startedInPanel = false;
}

// True as long as the page was opened at a panel: there is nothing before it to go back to.
let startedInPanel = target() !== undefined;
panel.addEventListener('cancel', event => {
  event.preventDefault();
  leave();
});
panel.addEventListener('click', event => event.target === panel && leave());

const panelTitle = (...words) => element('h2', { id: 'panel-title', tabindex: '-1' }, ...words);

function unknown(what, id) {
  return [panelTitle(`Unknown ${what}`), element('p', {}, `This report has no ${what} `, code(id), '.'),
    element('p', {}, what === 'finding'
      ? (D.shown.findings < D.shown.findingsAll ? 'It may be one of those that did not fit on the page: the JSON report has them all.' : 'It may be of another run, or it no longer occurs.')
      : (D.shown.principals < D.shown.principalsListed ? 'It may be one of those that did not fit on the page: the JSON report has them all.' : 'Principals that cannot reach Billing Conductor are counted and not listed; run the audit with --all to list everybody.'))];
}

function findingPanel(id) {
  const finding = FINDINGS.find(one => one.id === id);
  if (!finding)
    return unknown('finding', id);
  const detail = finding.detail;
  return [
    element('p', { class: 'meta' }, badge(finding.severity), ' ', element('b', {}, finding.rule), ' · ', element('span', { class: 'status ' + finding.status }, finding.status), ' · ', code(finding.id)),
    panelTitle(foreign(finding.title)),
    detail ? findingDetail(finding, detail) : element('p', {}, 'Its details did not fit on the page: the JSON report has them, and ', code(`auditor audit SNAPSHOT --explain ${finding.id}`), ' prints them', isSupposed ? SUPPOSITIONS : '.'),
    element('p', { class: 'meta' }, 'About the ', finding.subjectKind, ' ', code(finding.subject), finding.account && [' in account ', code(finding.account)], '. The rule: docs/findings/', finding.rule, '.md'),
  ];
}

function findingDetail(finding, detail) {
  const action = detail.actions.length > 0 ? text(detail.actions[0]) : '';
  return [
    element('p', { class: 'explanation' }, plain(text(detail.explanation))),
    element('p', { class: 'meta' }, `First seen ${day(text(detail.first))}, last seen ${day(text(detail.last))}`, detail.owners.length > 0 && [', owner ', detail.owners.map((owner, index) => [index > 0 && ', ', foreign(text(owner))])]),
    detail.suppressions.map(one => element('p', { class: 'banner' }, 'Accepted until ', one.expires, ' by ', foreign(one.owner), ': ', foreign(one.reason), one.principal && [' (for ', code(one.principal), ')'])),
    finding.principals.length > 0 && [element('h3', {}, `Concerns ${count(finding.principalCount, 'principal')}`), principalReasons(finding, detail)],
    detail.removed.length > 0 && element('p', {}, 'No longer: ', detail.removed.map((arn, index) => [index > 0 && ', ', code(text(arn))])),
    detail.blockers.length > 0 && [element('h3', {}, 'In the way, in the order in which to fix it'), blockerList(detail.blockers)],
    detail.remedy && [element('h3', {}, 'What would help'), remedyParts(detail.remedy)],
    detail.keys.length > 0 && [element('h3', {}, 'Depends on'), element('ul', {}, detail.keys.map(key => element('li', {}, code(text(key)))))],
    detail.evidence.length > 0 && [element('h3', {}, 'Evidence'), detail.evidence.map(([policy, version, label, line, , words]) => element('div', { class: 'says' },
      element('p', {}, policyWords(text(policy)), version > 0 && [', version ', text(version)], label > 0 && [', statement ', code(text(label))], line > 0 && `, line ${line}`), statement(text(words), action, line))),
      detail.evidenceAll > detail.evidence.length && element('p', {}, `and ${number(detail.evidenceAll - detail.evidence.length)} more statements in the JSON report`)],
    detail.resources.length > 0 && [element('h3', {}, 'Resources'), element('ul', {}, detail.resources.map(one => element('li', {}, code(text(one)))))],
  ];
}

const day = moment => moment.slice(0, 10);

function principalReasons(finding, detail) {
  const actions = detail.asked.map(text);
  return element('ul', { class: 'reasons' }, finding.principals.slice(0, 50).map(reference => element('li', {}, referenceLink(reference), ' ',
    element('small', {}, accountOfReference(reference)),
    typeof reference === 'number' && actions.map(action => [' ', link(principalHash(reference, action), 'why ' + action.replace(BILLING, ''))]))),
    finding.principalCount > 50 && element('li', {}, `and ${number(finding.principalCount - 50)} more`));
}
