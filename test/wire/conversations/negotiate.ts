import {
  Capabilities,
  Command,
  encodeCompressionCapabilities,
  encodeEncryptionCapabilities,
  encodeNegotiateRequest,
  encodeNetname,
  encodePreauthIntegrityCapabilities,
  encodeRdmaTransformCapabilities,
  encodeSigningCapabilities,
  encodeTransportCapabilities,
  HeaderFlags,
  type NegotiateContext,
  NegotiateContextType as Type,
  SecurityMode,
} from '../../../src/smb2-codec/index.js';
import { type NegotiateOptions, negotiateRequest } from '../../support/smb-client-login.js';
import type { Conversation, Talk } from '../conversation.js';
import type { ServerOptions } from '../../../src/index.js';

const salt = Buffer.alloc(32, 1);
const preauth: NegotiateContext = {
  type: Type.PREAUTH_INTEGRITY_CAPABILITIES,
  data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [1], salt }),
};
const encryption = (...ciphers: number[]): NegotiateContext => ({
  type: Type.ENCRYPTION_CAPABILITIES,
  data: encodeEncryptionCapabilities(ciphers),
});
const signing = (...algorithms: number[]): NegotiateContext => ({
  type: Type.SIGNING_CAPABILITIES,
  data: encodeSigningCapabilities(algorithms),
});
const compression: NegotiateContext = {
  type: Type.COMPRESSION_CAPABILITIES,
  data: encodeCompressionCapabilities({ flags: 1, compressionAlgorithms: [3, 2, 1, 4] }),
};
const rdma: NegotiateContext = {
  type: Type.RDMA_TRANSFORM_CAPABILITIES,
  data: encodeRdmaTransformCapabilities([1, 2]),
};
const transport: NegotiateContext = {
  type: Type.TRANSPORT_CAPABILITIES,
  data: encodeTransportCapabilities(1),
};
const netname: NegotiateContext = {
  type: Type.NETNAME_NEGOTIATE_CONTEXT_ID,
  data: encodeNetname('server'),
};
const unknown: NegotiateContext = { type: 0x7777, data: Buffer.from('whatever') };
const truncated = ({ type, data }: NegotiateContext) => ({ type, data: data.subarray(0, data.length - 1) });
const stray = ({ type, data }: NegotiateContext) => ({
  type,
  data: Buffer.concat([data, Buffer.from('strays')]),
});

/** Each offer on a connection of its own. */
function offers(table: Readonly<Record<string, NegotiateOptions>>) {
  return async (talk: Talk): Promise<void> => {
    for (const [name, options] of Object.entries(table)) {
      await (await talk.connect()).negotiate(`NEGOTIATE ${name}`, options);
    }
  };
}

function offersOf(table: Readonly<Record<string, readonly NegotiateContext[]>>) {
  return offers(
    Object.fromEntries(
      Object.entries(table).map(([name, negotiateContexts]) => [name, { negotiateContexts }]),
    ),
  );
}

const dialects: Readonly<Record<string, NegotiateOptions>> = {
  '2.0.2': { dialects: [0x0202] },
  '2.1': { dialects: [0x0210] },
  '3.0': { dialects: [0x0300] },
  '3.0.2': { dialects: [0x0302] },
  '3.1.1': { dialects: [0x0311] },
  'of all dialects': {},
  'of all dialects, the highest first': { dialects: [0x0311, 0x0302, 0x0300, 0x0210, 0x0202] },
  'of all but 3.1.1': { dialects: [0x0202, 0x0210, 0x0300, 0x0302] },
  'of a dialect nobody knows beside 2.1': { dialects: [0x0210, 0x0999] },
};

const edges: Readonly<Record<string, NegotiateOptions>> = {
  'of no dialect': { dialects: [] },
  'of dialects nobody knows': { dialects: [0x0999, 0x02ff] },
  '3.0 without capabilities': { dialects: [0x0300], capabilities: 0 },
  '3.0 without ENCRYPTION': { dialects: [0x0300], capabilities: Capabilities.LARGE_MTU },
  '2.1 without LARGE_MTU': { dialects: [0x0210], capabilities: 0 },
  '3.1.1 with every capability': { capabilities: 0x7f },
  'with signing required': { securityMode: SecurityMode.SIGNING_REQUIRED },
  'with a SecurityMode of 0': { securityMode: 0 },
  'with a ClientGuid of zeroes': { clientGuid: Buffer.alloc(16) },
};

const policies: Readonly<Record<string, Partial<ServerOptions>>> = {
  'signing-required': { policy: { signing: 'required' } },
  'encryption-off': { policy: { encryption: 'off' } },
  'encryption-required': { policy: { encryption: 'required' } },
  'few-dialects': { policy: { dialects: ['2.0.2', '3.0'] } },
  'small-limits': { limits: { transactBytes: 65536, credits: 16 } },
};

export const negotiations: readonly Conversation[] = [
  { name: 'negotiate-dialects', about: 'NEGOTIATE in each dialect', run: offers(dialects) },
  {
    name: 'negotiate-edges',
    about: 'NEGOTIATE: dialects, capabilities and modes at their edges',
    run: offers(edges),
  },
  ...Object.entries(policies).map(([name, options]) => ({
    name: `negotiate-${name}`,
    about: 'NEGOTIATE in each dialect under a policy or a limit',
    options,
    run: offers(dialects),
  })),
  {
    name: 'negotiate-contexts',
    about: 'NEGOTIATE 3.1.1: contexts that are answered or ignored',
    run: offersOf({
      'with PREAUTH_INTEGRITY_CAPABILITIES alone': [preauth],
      'with AES-128-CCM': [preauth, encryption(1)],
      'with AES-128-GCM': [preauth, encryption(2)],
      'with AES-256-CCM': [preauth, encryption(3)],
      'with AES-256-GCM': [preauth, encryption(4)],
      'with AES-256-CCM first, AES-128-GCM last': [preauth, encryption(3, 4, 1, 2)],
      'with a cipher nobody knows': [preauth, encryption(0x7777)],
      'with no cipher in the list': [preauth, encryption()],
      'with HMAC-SHA256': [preauth, signing(0)],
      'with AES-CMAC': [preauth, signing(1)],
      'with AES-GMAC': [preauth, signing(2)],
      'with AES-CMAC before AES-GMAC': [preauth, signing(1, 2)],
      'with a signing algorithm nobody knows': [preauth, signing(0x7777)],
      'with compression': [preauth, compression],
      'with RDMA transforms': [preauth, rdma],
      'with transport security': [preauth, transport],
      'with a netname': [preauth, netname],
      'with a type nobody knows': [unknown, preauth, unknown],
      'as Windows 11 offers it': [
        preauth,
        encryption(4, 3, 2, 1),
        compression,
        signing(2, 1, 0),
        netname,
        transport,
        rdma,
      ],
      'with stray bytes behind each': [stray(preauth), stray(encryption(2)), stray(signing(2))],
    }),
  },
  {
    name: 'negotiate-contexts-refused',
    about: 'NEGOTIATE 3.1.1: contexts for which the request fails',
    run: offersOf({
      'without a context': [],
      'without PREAUTH_INTEGRITY_CAPABILITIES': [encryption(2)],
      'with PREAUTH_INTEGRITY_CAPABILITIES twice': [preauth, preauth],
      'with ENCRYPTION_CAPABILITIES twice': [preauth, encryption(1), encryption(2)],
      'with SIGNING_CAPABILITIES twice': [preauth, signing(1), signing(2)],
      'with COMPRESSION_CAPABILITIES twice': [preauth, compression, compression],
      'with RDMA_TRANSFORM_CAPABILITIES twice': [preauth, rdma, rdma],
      'without a hash algorithm': [
        { type: preauth.type, data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [], salt }) },
      ],
      'with a hash algorithm nobody knows': [
        { type: preauth.type, data: encodePreauthIntegrityCapabilities({ hashAlgorithms: [7], salt }) },
      ],
      'with PREAUTH_INTEGRITY_CAPABILITIES cut short': [truncated(preauth)],
      'with ENCRYPTION_CAPABILITIES cut short': [preauth, truncated(encryption(1))],
      'with SIGNING_CAPABILITIES cut short': [preauth, truncated(signing(1))],
      'with COMPRESSION_CAPABILITIES cut short': [preauth, truncated(compression)],
      'with no signing algorithm in the list': [preauth, signing()],
    }),
  },
  {
    name: 'negotiate-misuse',
    about: 'NEGOTIATE at the wrong time, with a wrong header or cut short; other commands before it',
    run: async (talk) => {
      const twice = await talk.negotiated();
      await twice.negotiate('NEGOTIATE again');
      const late = await talk.negotiated();
      await late.login();
      await late.negotiate('NEGOTIATE after a login');
      const changed: Readonly<Record<string, object>> = {
        'marked as signed': { flags: HeaderFlags.SIGNED },
        'with MessageId 1': { messageId: 1n },
        'without credits': { credits: 0 },
        'for 500 credits': { credits: 500 },
        'for 65535 credits': { credits: 65535 },
        'with a SessionId and a TreeId': { sessionId: 7n, treeId: 7 },
      };
      for (const [name, header] of Object.entries(changed)) {
        await (await talk.connect()).negotiate(`NEGOTIATE ${name}`, {}, { header });
      }
      for (const length of [1, 20, 35]) {
        const body = Buffer.alloc(length);
        body[0] = 36;
        await (
          await talk.connect()
        ).ask(`NEGOTIATE of ${length} bytes`, Command.NEGOTIATE, (w) => void w.bytes(body));
      }
      const request = negotiateRequest();
      for (const [name, at, value] of [
        ['with a wrong StructureSize', 0, 37],
        ['with more dialects than there are', 2, 999],
        ['with contexts beyond the message', 28, 60000],
      ] as const) {
        const line = await talk.connect();
        const message = line.smb.message(Command.NEGOTIATE, (w) => encodeNegotiateRequest(w, request));
        message.writeUInt16LE(value, 64 + at);
        const prefix = Buffer.alloc(4);
        prefix.writeUInt32BE(message.length);
        await line.raw(`NEGOTIATE ${name}`, Buffer.concat([prefix, message]));
      }
      for (const name of ['SESSION_SETUP', 'LOGOFF', 'TREE_CONNECT', 'ECHO', 'CANCEL', 'CREATE'] as const) {
        await (await talk.connect()).ask(`${name} first`, Command[name], (w) => void w.u16(4).u16(0));
      }
    },
  },
];
