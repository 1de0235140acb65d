import {
  AccessMask,
  Command,
  type CreateContext,
  CreateContextName,
  CreateDisposition,
  type CreateRequest,
  CtlCode,
  decodeCloseResponse,
  decodeCreateResponse,
  decodeIoctlResponse,
  decodeNetworkInterfaceInfo,
  decodeValidateNegotiateInfoResponse,
  encodeIoctlRequest,
  encodeValidateNegotiateInfoRequest,
  type FileId,
  IoctlFlags,
  NO_FILE_ID,
} from '../../../src/smb2-codec/index.js';
import { bodies, type FileClient } from '../../session/commands/files/file-client.js';
import { answerOf, asText, BYTES, fieldsOf, shortName, sweep, type Answer } from './observations.js';

type Observed = AsyncGenerator<[path: string, value: string]>;

const lease = Buffer.concat([Buffer.alloc(16, 7), Buffer.from('07000000', 'hex'), Buffer.alloc(12)]);
const contexts: Readonly<Record<string, readonly CreateContext[]>> = {
  'no contexts': [],
  MxAc: [{ name: CreateContextName.QUERY_MAXIMAL_ACCESS, data: Buffer.alloc(0) }],
  'MxAc with a time': [{ name: CreateContextName.QUERY_MAXIMAL_ACCESS, data: Buffer.alloc(8, 1) }],
  QFid: [{ name: CreateContextName.QUERY_ON_DISK_ID, data: Buffer.alloc(0) }],
  'QFid and MxAc': [
    { name: CreateContextName.QUERY_ON_DISK_ID, data: Buffer.alloc(0) },
    { name: CreateContextName.QUERY_MAXIMAL_ACCESS, data: Buffer.alloc(0) },
  ],
  DHnQ: [{ name: CreateContextName.DURABLE_HANDLE_REQUEST, data: Buffer.alloc(16) }],
  DH2Q: [{ name: CreateContextName.DURABLE_HANDLE_REQUEST_V2, data: Buffer.alloc(32, 3) }],
  RqLs: [{ name: CreateContextName.REQUEST_LEASE, data: lease }],
  'an unknown one': [{ name: 'XyZ1', data: Buffer.alloc(8) }],
  TWrp: [{ name: CreateContextName.TIMEWARP_TOKEN, data: Buffer.alloc(8, 1) }],
};

/** CREATE and CLOSE of what is there, with each context that clients send, and what the answer's contexts hold. */
export async function* observeCreate(client: FileClient, path: string, name: string): Observed {
  for (const [title, createContexts] of Object.entries(contexts)) {
    const here = `${path}/CREATE, ${title}`;
    const body: Partial<CreateRequest> = {
      createDisposition: CreateDisposition.FILE_OPEN,
      desiredAccess: AccessMask.MAXIMUM_ALLOWED,
      createContexts,
      requestedOplockLevel: title === 'RqLs' ? 0xff : 0,
    };
    const reply = await client.create(name, body);
    yield [`${here}/status`, shortName(reply.status)];
    if (reply.status !== 0) continue;
    const { fileId, createContexts: answers, ...fields } = decodeCreateResponse(reply.message);
    if (title === 'no contexts') yield* fieldsOf(here, fields);
    yield [`${here}/contexts`, answers.map((context) => `${context.name} ${context.data.length}`).join(', ')];
    for (const context of answers) yield [`${here}/${context.name}`, asText(context.data)];
    if (answers.length > 0) {
      const offset = reply.message.readUInt32LE(64 + 80);
      yield [`${here}/offset of contexts`, `${offset}, of ${reply.message.length} bytes`];
    } else yield [`${here}/length`, String(reply.message.length)];
    const closed = await client.close(fileId, 1);
    if (title === 'no contexts') yield* fieldsOf(`${path}/CLOSE`, decodeCloseResponse(closed.message));
  }
}

interface Control {
  readonly input?: Buffer;
  readonly noFile?: true;
  readonly decode?: (data: Buffer) => unknown;
}

const controls: Readonly<Record<string, Control & { readonly code: number }>> = {
  ...Object.fromEntries(Object.entries(CtlCode).map(([name, code]) => [name, { code }])),
  DFS_GET_REFERRALS: {
    code: CtlCode.DFS_GET_REFERRALS,
    noFile: true,
    input: Buffer.from('040000000000', 'hex'),
  },
  QUERY_NETWORK_INTERFACE_INFO: {
    code: CtlCode.QUERY_NETWORK_INTERFACE_INFO,
    noFile: true,
    decode: (data) => new Set(decodeNetworkInterfaceInfo(data).map(({ address }) => address)).size,
  },
  QUERY_ALLOCATED_RANGES: { code: CtlCode.QUERY_ALLOCATED_RANGES, input: Buffer.alloc(16) },
  SET_SPARSE: { code: CtlCode.SET_SPARSE },
  GET_COMPRESSION: { code: 0x0009003c },
  GET_NTFS_VOLUME_DATA: { code: 0x00090064 },
  IS_PATHNAME_VALID: { code: 0x0009002c },
  GET_OBJECT_ID: { code: 0x0009009c },
  GET_INTEGRITY_INFORMATION: { code: 0x0009027c },
  QUERY_FILE_REGIONS: { code: 0x00090284 },
  'code 0': { code: 0 },
};
const dangerous: readonly string[] = [
  'VALIDATE_NEGOTIATE_INFO',
  'SET_REPARSE_POINT',
  'SET_ZERO_DATA',
  'FILE_LEVEL_TRIM',
];

/** The control codes that tell something, on an open or on none, with every room up to what they need. */
export async function* observeControls(client: FileClient, path: string, fileId: FileId): Observed {
  for (const [name, { code, input = Buffer.alloc(0), noFile, decode }] of Object.entries(controls)) {
    if (dangerous.includes(name)) continue;
    const ask = (room: number) => control(client, code, noFile ? NO_FILE_ID : fileId, input, room);
    yield* observeControl(`${path}/FSCTL ${name}`, ask, decode);
  }
}

/** FSCTL_VALIDATE_NEGOTIATE_INFO, which 3.1.1 has no more. */
export async function* observeValidate(client: FileClient): Observed {
  const { capabilities, clientGuid: guid, securityMode, dialects } = client.smb.settled;
  const input = encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects });
  const ask = (room: number) => control(client, CtlCode.VALIDATE_NEGOTIATE_INFO, NO_FILE_ID, input, room);
  const { status, data } = await ask(4096);
  yield ['connection/VALIDATE_NEGOTIATE_INFO/status', shortName(status)];
  yield* fieldsOf('connection/VALIDATE_NEGOTIATE_INFO', decodeValidateNegotiateInfoResponse(data));
}

async function control(
  client: FileClient,
  ctlCode: number,
  fileId: FileId,
  input: Buffer,
  maxOutputResponse: number,
): Promise<Answer> {
  const body = { ctlCode, fileId, input, maxInputResponse: 0, maxOutputResponse, flags: IoctlFlags.IS_FSCTL };
  const reply = await client.request(Command.IOCTL, (w) => encodeIoctlRequest(w, body));
  return answerOf(reply, (message) => decodeIoctlResponse(message).output);
}

async function* observeControl(
  path: string,
  ask: (room: number) => Promise<Answer>,
  decode: ((data: Buffer) => unknown) | undefined,
): Observed {
  const { status, data } = await ask(4096);
  yield [`${path}/status`, shortName(status)];
  if (data.length === 0) return;
  yield [`${path}/length`, String(data.length)];
  yield [`${path}/rooms`, await sweep(ask, Math.min(data.length, 100))];
  if (decode !== undefined) yield* fieldsOf(path, decode(data));
  yield [`${path}/${BYTES}`, data.toString('hex')];
}

/** READ, WRITE, FLUSH and LOCK have answers of one form; a pipe has one that grows. */
export async function* observeTransfer(client: FileClient, path: string, fileId: FileId): Observed {
  for (const [name, length, offset, minimumCount] of [
    ['all', 64, 0n, 0],
    ['the end', 64, 13n, 0],
    ['beyond the end', 64, 99n, 0],
    ['less than the least', 64, 5n, 20],
    ['nothing', 0, 0n, 0],
  ] as const) {
    const reply = await client.request(Command.READ, bodies.read(fileId, { length, offset, minimumCount }));
    yield [`${path}/READ, ${name}/status`, shortName(reply.status)];
    yield [`${path}/READ, ${name}/length`, String(reply.message.length)];
  }
  const written = await client.write(fileId, '');
  yield [`${path}/WRITE of nothing/status`, shortName(written.status)];
  yield [`${path}/WRITE of nothing/length`, String(written.message.length)];
  const flushed = await client.flush(fileId);
  yield [`${path}/FLUSH/status`, `${shortName(flushed.status)}, ${flushed.message.length} bytes`];
}
