import { isNtlmMessage, ntlmName, ntlmOid } from '../auth/ntlm/message-fields.js';
import { decodeReceivedToken } from '../auth/spnego/received-token.js';
import type { MechType } from '../auth/spnego/index.js';
import { Vocabulary } from '../diagnosis/vocabulary.js';
import type { NtlmInspector } from './ntlm.js';
import { type Section, SectionBuilder } from './section.js';

const syntax = 'RFC 4178 4.2';

const vocabulary = new Vocabulary([{ name: ntlmName, oids: [ntlmOid] }]);

/** Whether bytes begin like a token of SPNEGO or of NTLM. */
export function isToken(bytes: Buffer): boolean {
  return isNtlmMessage(bytes) || bytes[0] === 0x60 || bytes[0] === 0xa1;
}

/** A token as it is in a security buffer: SPNEGO with what is in it, or a mechanism's own. */
export function inspectToken(token: Buffer, ntlm: NtlmInspector): Section {
  if (isNtlmMessage(token)) return ntlm.inspect(token);
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
          if (!mechTypes.some(({ oid }) => oid === ntlmOid)) {
            found.refused('NTLM is not offered', 'RFC 4178 3.2 c');
          }
          addInner(found, mechToken, ntlm);
          return;
        }
        case 'resp': {
          const { negState, supportedMech, responseToken, mechListMic } = received.resp;
          found
            .field('form', 'NegTokenResp')
            .field('negState', negState)
            .field('supportedMech', supportedMech && named(supportedMech))
            .field('mechListMIC', mechListMic);
          addInner(found, responseToken, ntlm);
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

function addInner(found: SectionBuilder, token: Buffer | undefined, ntlm: NtlmInspector): void {
  if (token === undefined || token.length === 0) return;
  if (isNtlmMessage(token)) found.add(ntlm.inspect(token));
  else found.field('token', `${token.length} bytes of another mechanism than NTLM`);
}
