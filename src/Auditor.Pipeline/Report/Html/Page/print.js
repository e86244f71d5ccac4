// On paper nothing can be opened: what matters is written out, and what is too much for paper is counted.
const FINDINGS_ON_PAPER = 150;
const ROWS_ON_PAPER = 300;

function preparePaper() {
  const active = FINDINGS.filter(isActive);
  const rows = matrixRows();
  show('print-body',
    element('section', {}, element('h2', {}, 'Findings in full'), active.slice(0, FINDINGS_ON_PAPER).map(finding => element('article', {},
      element('h3', {}, `${finding.severity} ${finding.rule}: `, foreign(finding.title)), element('p', {}, code(finding.id)),
      finding.detail ? findingDetail(finding, finding.detail) : null)),
      active.length > FINDINGS_ON_PAPER && element('p', {}, `and ${number(active.length - FINDINGS_ON_PAPER)} more findings`)),
    element('section', {}, element('h2', {}, 'Access'), matrixTable(rows.slice(0, ROWS_ON_PAPER), true),
      rows.length > ROWS_ON_PAPER && element('p', {}, `and ${number(rows.length - ROWS_ON_PAPER)} more rows`)));
  for (const details of document.querySelectorAll('#print-body details, #organization details:not(.accounts)'))
    details.open = true;
}

addEventListener('beforeprint', preparePaper);
addEventListener('afterprint', () => show('print-body'));
