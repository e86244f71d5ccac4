// The organization as a tree: units, what is attached where, and whom it binds.
function drawOrganization() {
  const organization = D.organization;
  const payer = D.head.snapshot.managementAccount;
  if (!organization)
    return show('organization-body', element('p', {}, D.head.snapshot.managementAccount ? 'The snapshot has no organization: one account that stands alone, or organization.json is missing.' : 'The organization was not read, so nobody knows which account is the payer and which service control policies bind.'));
  const tree = new TreeParts(organization, payer);
  show('organization-body',
    element('p', { class: 'meaning' }, 'What is attached higher up binds everything below it, except the payer: service and resource control policies have no effect there.'),
    element('ul', { class: 'tree' }, organization.units.filter(unit => !unit.parent).map(unit => tree.unit(unit, 0))));
}

class TreeParts {
  constructor(organization, payer) {
    this.payer = payer;
    this.children = Map.groupBy(organization.units.filter(unit => unit.parent), unit => unit.parent);
    this.attached = new Map();
    for (const policy of organization.policies)
      for (const binding of policy.targets)
        this.attached.set(binding.target, [...(this.attached.get(binding.target) ?? []), { policy, binding }]);
    this.listed = new Map();
    D.accounts.id.forEach((id, index) => {
      const unit = text(D.accounts.unit[index]);
      this.listed.set(unit, [...(this.listed.get(unit) ?? []), id]);
    });
    for (const [id, [, unit]] of Object.entries(D.accountNames))
      if (!this.listed.get(text(unit))?.includes(id))
        this.listed.set(text(unit), [...(this.listed.get(text(unit)) ?? []), id]);
  }

  below(unit) {
    return unit.accounts + (this.children.get(unit.id) ?? []).reduce((sum, child) => sum + this.below(child), 0);
  }

  unit(unit, depth) {
    const inside = [...this.own(unit), ...(this.children.get(unit.id) ?? []).map(child => this.unit(child, depth + 1))];
    const all = this.below(unit);
    const head = [element('span', { class: 'node' }, foreign(unit.name), ' ', element('small', {}, code(unit.id), ` · ${count(all, 'account')}${all === unit.accounts ? '' : `, ${number(unit.accounts)} directly`}`)), this.policies(unit.id)];
    if (inside.length === 0)
      return element('li', {}, element('div', { class: 'leaf' }, head));
    const details = element('details', {}, element('summary', {}, head), element('ul', {}, inside));
    details.open = depth < 2;
    return element('li', {}, details);
  }

  // The accounts that stand directly in the unit: the payer and those with policies of their own by name, the others counted.
  own(unit) {
    const listed = this.listed.get(unit.id) ?? [];
    const special = listed.filter(id => id === this.payer || this.attached.has(id));
    const others = listed.filter(id => !special.includes(id));
    const rest = unit.accounts - special.length;
    const list = element('details', { class: 'accounts' }, element('summary', {}, `${number(Math.max(rest, others.length))} ${special.length > 0 ? 'other ' : ''}account${rest === 1 ? '' : 's'}`));
    list.addEventListener('toggle', () => list.querySelector('ul') || list.append(element('ul', {}, others.slice(0, 100).map(id => element('li', {}, this.account(id))),
      others.length > 100 && element('li', {}, `and ${number(others.length - 100)} more with listed principals`),
      rest > others.length && element('li', {}, `${number(rest - others.length)} of them have no principal that matters`))));
    return [...special.map(id => element('li', {}, element('div', { class: 'leaf' }, this.account(id), this.policies(id)))), ...(rest > 0 || others.length > 0 ? [element('li', {}, list)] : [])];
  }

  account(id) {
    return element('span', { class: 'node' }, id === this.payer && element('span', { class: 'chip payer' }, 'payer'), foreign(accountName(id) || id), ' ', element('small', {}, code(id)));
  }

  policies(target) {
    const all = this.attached.get(target) ?? [];
    return all.length > 0 && element('ul', { class: 'policies' }, all.map(({ policy, binding }) => element('li', { class: `chip ${policy.deniesBillingConductor ? 'denying' : policy.awsManaged ? 'plain' : ''}` },
      element('b', {}, policy.kind === 'serviceControlPolicy' ? 'SCP' : 'RCP'), ' ', foreign(policy.name), ' ', element('small', {}, this.effect(policy, binding)))));
  }

  effect(policy, binding) {
    const words = [];
    if (policy.deniesBillingConductor)
      words.push('denies Billing Conductor actions');
    if (policy.enabled === false)
      words.push('binds nobody: policies of its kind are not enabled');
    else if (binding.accounts > 0)
      words.push(`binds ${count(binding.accounts, 'account')}`);
    if (binding.coversPayer)
      words.push(binding.accounts > 0 ? 'no effect on the payer' : 'no effect here: it is the payer');
    return words.join(', ');
  }
}
