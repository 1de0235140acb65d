import { md5 } from '../crypto/md5.js';
import { isBytes } from '../values/realm.js';
import { fits, type Rule } from '../values/rules.js';
import type { LoginContext } from './mechanism.js';

/**
 * Whether a value can be the application data of channel bindings; undefined and empty bytes are not, because they
 * would let every channel pass.
 */
export function areChannelBindings(value: unknown): value is Buffer {
  return isBytes(value) && value.length > 0;
}

/** The words of a problem with channel bindings. */
export const channelBindingsExpected = 'expected the bytes of a channel; leave the key out for none';

/** The rule of channel bindings that are given. */
export const channelBindingsRule: Rule = fits(areChannelBindings, channelBindingsExpected);

/** The same rule, but the key `channelBindings` with the value undefined is a fault: without it there is no channel. */
export function withoutUndefinedBindings(rule: Rule): Rule {
  return (value, place) => {
    const problems = rule(value, place);
    const { channelBindings } = Object(value) as Partial<LoginContext>;
    if (channelBindings !== undefined || !('channelBindings' in Object(value))) return problems;
    return [...problems, ...channelBindingsRule(undefined, [...place, 'channelBindings'])];
  };
}

/**
 * The value of NTLM's MsvAvChannelBindings and of Kerberos' Bnd: MD5 of a gss_channel_bindings_struct without addresses
 * (RFC 2744 3.11, RFC 4121 4.1.1.2).
 *
 * @param applicationData such as `tls-server-end-point:` and the hash of the certificate (RFC 5929)
 */
export function hashChannelBindings(applicationData: Buffer): Buffer {
  const header = Buffer.alloc(20);
  header.writeUInt32LE(applicationData.length, 16);
  return md5(Buffer.concat([header, applicationData]));
}
