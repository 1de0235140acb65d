import { createHmac } from 'node:crypto';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import type { LogonQuestion } from '../../../src/netlogon/index.js';
import type { RecordedQuestion } from './recorded.js';

/** The session base key of a right NTLMv2 response ([MS-NLMP] 3.3.2), by the primitives of Node.js. */
export function sessionBaseKey({ user, domain, ntResponse }: RecordedQuestion, password: string): Buffer {
  const proof = Buffer.from(ntResponse, 'hex').subarray(0, 16);
  return hmacMd5(responseKey(user, domain, password), proof);
}

/** A question about an NTLMv2 response to a challenge of equal bytes. */
export function questionFor(user: string, domain = 'ADLAB'): LogonQuestion {
  const challenge = Buffer.alloc(8, 0x5a);
  const temp = Buffer.concat([Buffer.of(1, 1), Buffer.alloc(42)]);
  const proof = hmacMd5(responseKey(user, domain, 'Pa55w0rd!'), challenge, temp);
  const ntResponse = Buffer.concat([proof, temp]);
  const lmResponse = Buffer.alloc(24);
  return { user, domain, workstation: 'CLIENT', challenge, ntResponse, lmResponse, parameterControl: 0x20 };
}

function responseKey(user: string, domain: string, password: string): Buffer {
  return hmacMd5(ntHashOfPassword(password), Buffer.from(user.toUpperCase() + domain, 'utf16le'));
}

function hmacMd5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const mac = createHmac('md5', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}
