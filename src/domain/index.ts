export type { DomainEvent, DomainOptions, DomainSurroundings, OpenedDomain } from './options.js';
export { openDomain } from './open-domain.js';
