import type { DomainOptions, DomainSurroundings, OpenedDomain } from './options.js';

/**
 * Opens a domain: its options are checked and its secret is read. Nothing is connected before {@link OpenedDomain.start}
 * or the first login.
 *
 * @throws ConfigurationError for options that cannot be used, a file that cannot be read, and a keytab without the
 *   machine account's rc4-hmac key
 */
export declare function openDomain(options: DomainOptions, surroundings: DomainSurroundings): OpenedDomain;
