import { CodecError } from '../bytes/index.js';
import { DerTag } from '../der/der.js';
import { ntlmName } from '../auth/ntlm/message-fields.js';
import { isNtlmMessage, ntlmOid } from '../auth/ntlm-token.js';
import { readThisMech } from '../auth/spnego/neg-token-init.js';
import { decodeReceivedToken } from '../auth/spnego/received-token.js';
import type { MechType } from '../auth/spnego/index.js';
import { Vocabulary } from '../diagnosis/vocabulary.js';
import { isBareMessage, kerberosOids } from '../krb5/gss/context-token.js';
import type { LoginInspector } from './login.js';
import { type Section, SectionBuilder } from './section.js';

const syntax = 'RFC 4178 4.2';

const vocabulary = new Vocabulary([{ name: ntlmName, oids: [ntlmOid] }]);

/** Whether bytes begin like a token of SPNEGO, of NTLM or of Kerberos. */
export function isToken(bytes: Buffer): boolean {
  return isNtlmMessage(bytes) || bytes[0] === 0x60 || bytes[0] === 0xa1 || isBareMessage(bytes);
}

/** A token as it is in a security buffer: SPNEGO with what is in it, or a mechanism's own. */
export function inspectToken(token: Buffer, login: LoginInspector): Section {
  if (isNtlmMessage(token)) return login.inspectNtlm(token);
  if (isKerberosToken(token)) return login.inspectKerberos(token);
  const found = new SectionBuilder('SPNEGO');
  return found
    .attempt(syntax, () => {
      const received = decodeReceivedToken(token);
      switch (received.form) {
        case 'init': {
          const { mechTypes, mechToken, hintName, mechListMic } = received.init;
          found
            .field('form', 'NegTokenInit')
            .field('mechTypes', mechTypes.map(named))
            .field('hintName', hintName)
            .field('mechListMIC', mechListMic);
          if (!mechTypes.some(({ oid }) => oid === ntlmOid || isKerberos(oid))) {
            found.refused('neither NTLM nor Kerberos is offered', 'RFC 4178 3.2 c');
          }
          addInner(found, mechToken, login);
          return;
        }
        case 'resp': {
          const { negState, supportedMech, responseToken, mechListMic } = received.resp;
          found
            .field('form', 'NegTokenResp')
            .field('negState', negState)
            .field('supportedMech', supportedMech && named(supportedMech))
            .field('mechListMIC', mechListMic);
          addInner(found, responseToken, login);
          return;
        }
        case 'bare':
          found.field('form', `a token of ${vocabulary.mechanismLabel(received.oid)} without SPNEGO`);
      }
    })
    .build();
}

function named({ oid }: MechType): string {
  const label = vocabulary.mechanismLabel(oid);
  return label === oid ? oid : `${label} (${oid})`;
}

function addInner(found: SectionBuilder, token: Buffer | undefined, login: LoginInspector): void {
  if (token === undefined || token.length === 0) return;
  if (isNtlmMessage(token)) found.add(login.inspectNtlm(token));
  else if (isKerberosToken(token)) found.add(login.inspectKerberos(token));
  else found.field('token', `${token.length} bytes of another mechanism than NTLM and Kerberos`);
}

function isKerberos(oid: string): boolean {
  return kerberosOids.some((known) => known === oid);
}

/** Framing under an object identifier of Kerberos, or a message without framing. */
function isKerberosToken(token: Buffer): boolean {
  if (isBareMessage(token)) return true;
  try {
    return token[0] === DerTag.INITIAL_CONTEXT_TOKEN && isKerberos(readThisMech(token));
  } catch (error) {
    if (error instanceof CodecError) return false;
    throw error;
  }
}
