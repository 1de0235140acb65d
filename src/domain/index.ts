export type { DomainEvent, DomainOptions, DomainSurroundings, OpenedDomain } from './options.js';
export { domainOptionsRule } from './options-rule.js';
export { openDomain } from './open-domain.js';
