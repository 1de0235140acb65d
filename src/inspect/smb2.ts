import { CodecError, guidToText } from '../bytes/index.js';
import { ntStatusName, NtStatus } from '../constants/nt-status.js';
import { ContextError, chooseFromContexts } from '../session/commands/negotiate/negotiate-contexts.js';
import { sessionIdText } from '../text/session-id-text.js';
import { defaultSessionPolicy } from '../session/model/policy.js';
import { defaultServerProfile } from '../session/model/server-profile.js';
import {
  Command,
  decodeEncryptionCapabilities,
  decodeHeader,
  headerSignature,
  decodeNegotiateRequest,
  decodeNegotiateResponse,
  decodeSessionSetupRequest,
  decodeSessionSetupResponse,
  decodeSigningCapabilities,
  decodeSmb1DialectIndex,
  decodeSmb1NegotiateRequest,
  decodeTreeConnectRequest,
  decodeTreeConnectResponse,
  Dialect,
  type Header,
  HeaderFlags,
  isSmb1Response,
  type NegotiateContext,
  NegotiateContextType,
  type NegotiateRequest,
  NO_SMB1_DIALECT,
  ProtocolId,
  protocolId,
  SecurityMode,
  SessionFlags,
  SessionSetupFlags,
  splitCompound,
} from '../smb2-codec/index.js';
import { cipherLabel, commandLabel, contextLabel, dialectLabel, signingLabel } from '../diagnosis/names.js';
import type { LoginInspector } from './login.js';
import { namesOf } from './names-of.js';
import { type Section, SectionBuilder } from './section.js';
import { SessionInspector } from './session.js';
import { inspectToken } from './spnego.js';

/** The SMB2 messages of one connection as they come by: what is known from earlier ones judges the later. */
export class Smb2Inspector {
  readonly #login: LoginInspector;
  readonly #session: SessionInspector;

  constructor(login: LoginInspector) {
    this.#login = login;
    this.#session = new SessionInspector(login);
  }

  /** A frame's payload: one message, a compound, an encrypted or an SMB1 message. */
  inspect(payload: Buffer): Section[] {
    switch (protocolId(payload)) {
      case ProtocolId.SMB2:
        return this.#inspectCompound(payload, false);
      case ProtocolId.SMB1:
        return [inspectSmb1(payload)];
      case ProtocolId.TRANSFORM: {
        const { section, message } = this.#session.decrypt(payload);
        if (message === undefined) return [section];
        const inner = this.#inspectCompound(message, true);
        return [{ ...section, sections: [...section.sections, ...inner] }];
      }
      case ProtocolId.COMPRESSION_TRANSFORM:
        return [
          new SectionBuilder('SMB2 COMPRESSION_TRANSFORM_HEADER')
            .weak('compressed: not shown', '[MS-SMB2] 2.2.42')
            .build(),
        ];
      default:
        return [
          new SectionBuilder('not SMB')
            .refused('no SMB message', '[MS-SMB2] 3.3.5.2')
            .field('bytes', payload.subarray(0, 32))
            .build(),
        ];
    }
  }

  #inspectCompound(payload: Buffer, encrypted: boolean): Section[] {
    try {
      return splitCompound(payload).map((message) => this.#inspectMessage(message, encrypted));
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return [new SectionBuilder('SMB2').refused(error.message, '[MS-SMB2] 3.3.5.2.7').build()];
    }
  }

  #inspectMessage(message: Buffer, encrypted: boolean): Section {
    const found = new SectionBuilder(titleOf(message));
    return found
      .attempt('[MS-SMB2] 2.2.1', () => {
        const header = decodeHeader(message);
        describeHeader(found, header, message);
        this.#session.observe(header, message);
        const isResponse = (header.flags & HeaderFlags.SERVER_TO_REDIR) !== 0;
        if (isResponse) this.#describeResponse(found, header, message);
        else this.#describeRequest(found, header, message, encrypted);
        this.#session.verify(found, header, message, encrypted);
      })
      .build();
  }

  #describeRequest(found: SectionBuilder, header: Header, message: Buffer, encrypted: boolean): void {
    switch (header.command) {
      case Command.NEGOTIATE:
        found.attempt('[MS-SMB2] 2.2.3', () =>
          describeNegotiateRequest(found, decodeNegotiateRequest(message)),
        );
        return;
      case Command.SESSION_SETUP:
        found.attempt('[MS-SMB2] 2.2.5', () => {
          const { flags, securityMode, previousSessionId, securityBuffer } =
            decodeSessionSetupRequest(message);
          if (flags & SessionSetupFlags.BINDING) found.field('Flags', 'SMB2_SESSION_FLAG_BINDING');
          found.field('SecurityMode', securityModeNames(securityMode));
          if (previousSessionId !== 0n)
            found.field('PreviousSessionId', `0x${sessionIdText(previousSessionId)}`);
          found.add(inspectToken(securityBuffer, this.#login));
        });
        return;
      case Command.TREE_CONNECT:
        found.attempt('[MS-SMB2] 2.2.9', () => {
          found.field('Path', decodeTreeConnectRequest(message).path);
          const signed = (header.flags & HeaderFlags.SIGNED) !== 0;
          if (!signed && !encrypted && this.#session.dialect === Dialect.SMB_3_1_1) {
            found.refused(
              'neither signed nor encrypted, which 3.1.1 demands of a user’s TREE_CONNECT',
              '[MS-SMB2] 3.3.5.7',
            );
          }
        });
        return;
      default:
    }
  }

  #describeResponse(found: SectionBuilder, header: Header, message: Buffer): void {
    const { command, status } = header;
    if (status !== NtStatus.STATUS_SUCCESS && status !== NtStatus.STATUS_MORE_PROCESSING_REQUIRED) return;
    switch (command) {
      case Command.NEGOTIATE:
        found.attempt('[MS-SMB2] 2.2.4', () => {
          const response = decodeNegotiateResponse(message);
          found
            .field('DialectRevision', dialectLabel(response.dialectRevision))
            .field('SecurityMode', securityModeNames(response.securityMode))
            .field('ServerGuid', guidToText(response.serverGuid))
            .field('MaxTransactSize', response.maxTransactSize);
          describeContexts(found, response.negotiateContexts);
          if (response.securityBuffer.length > 0)
            found.add(inspectToken(response.securityBuffer, this.#login));
        });
        return;
      case Command.SESSION_SETUP:
        found.attempt('[MS-SMB2] 2.2.6', () => {
          const { sessionFlags, securityBuffer } = decodeSessionSetupResponse(message);
          found.field('SessionFlags', namesOf(SessionFlags, sessionFlags));
          if (sessionFlags & SessionFlags.IS_GUEST)
            found.weak('a guest session: nothing is authentic', '[MS-SMB2] 3.2.5.3.1');
          if (securityBuffer.length > 0) found.add(inspectToken(securityBuffer, this.#login));
        });
        return;
      case Command.TREE_CONNECT:
        found.attempt('[MS-SMB2] 2.2.10', () => {
          const { shareType, maximalAccess } = decodeTreeConnectResponse(message);
          found
            .field('ShareType', shareType)
            .field('MaximalAccess', `0x${maximalAccess.toString(16).padStart(8, '0')}`);
        });
        return;
      default:
    }
  }
}

function titleOf(message: Buffer): string {
  if (message.length < 20) return 'SMB2';
  const response = (message.readUInt32LE(16) & HeaderFlags.SERVER_TO_REDIR) !== 0;
  return `SMB2 ${commandLabel(message.readUInt16LE(12))} ${response ? 'response' : 'request'}`;
}

function describeHeader(found: SectionBuilder, header: Header, message: Buffer): void {
  if (header.flags & HeaderFlags.SERVER_TO_REDIR) found.field('Status', ntStatusName(header.status));
  found
    .field('Flags', namesOf(HeaderFlags, header.flags & ~HeaderFlags.PRIORITY_MASK))
    .field('MessageId', header.messageId)
    .field('SessionId', `0x${sessionIdText(header.sessionId)}`);
  if (header.treeId !== 0) found.field('TreeId', header.treeId);
  if (header.flags & HeaderFlags.SIGNED) found.field('Signature', headerSignature(message));
}

function describeNegotiateRequest(found: SectionBuilder, body: NegotiateRequest): void {
  found
    .field('Dialects', body.dialects.map(dialectLabel))
    .field('SecurityMode', securityModeNames(body.securityMode))
    .field('ClientGuid', guidToText(body.clientGuid));
  describeContexts(found, body.negotiateContexts);
  const section = '[MS-SMB2] 3.3.5.4';
  if (body.dialects.length === 0) found.refused('DialectCount is 0', section);
  if (body.securityMode === 0) found.weak('signing is not even enabled', '[MS-SMB2] 2.2.3');
  if (!body.dialects.includes(Dialect.SMB_3_1_1)) return;
  try {
    chooseFromContexts(Dialect.SMB_3_1_1, body, {
      policy: defaultSessionPolicy,
      profile: defaultServerProfile,
    });
  } catch (error) {
    if (!(error instanceof ContextError)) throw error;
    found.refused(error.message, section);
  }
}

function describeContexts(found: SectionBuilder, contexts: readonly NegotiateContext[]): void {
  if (contexts.length > 0)
    found.field(
      'NegotiateContexts',
      contexts.map(({ type }) => contextLabel(type)),
    );
  for (const { type, data } of contexts) {
    found.attempt('[MS-SMB2] 2.2.3.1', () => {
      if (type === NegotiateContextType.ENCRYPTION_CAPABILITIES) {
        found.field('Ciphers', decodeEncryptionCapabilities(data).map(cipherLabel));
      } else if (type === NegotiateContextType.SIGNING_CAPABILITIES) {
        found.field('SigningAlgorithms', decodeSigningCapabilities(data).map(signingLabel));
      }
    });
  }
}

function inspectSmb1(message: Buffer): Section {
  const found = new SectionBuilder('SMB1 message');
  return found
    .attempt(isSmb1Response(message) ? '[MS-CIFS] 2.2.4.52.2' : '[MS-CIFS] 2.2.4.52.1', () => {
      if (isSmb1Response(message)) {
        const index = decodeSmb1DialectIndex(message);
        found.field('DialectIndex', index === NO_SMB1_DIALECT ? 'none' : index);
        return;
      }
      const { dialects } = decodeSmb1NegotiateRequest(message);
      found.field('Dialects', dialects);
      if (!dialects.some((dialect) => dialect.startsWith('SMB 2.'))) {
        found.refused('SMB1 only: no “SMB 2.???” or “SMB 2.002” is offered', '[MS-SMB2] 3.3.5.3.1');
      }
    })
    .build();
}

function securityModeNames(mode: number): string[] {
  return namesOf(SecurityMode, mode);
}
