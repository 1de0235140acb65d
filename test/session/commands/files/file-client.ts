import assert from 'node:assert/strict';
import { NtStatus, ntStatusName } from '../../../../src/constants/nt-status.js';
import {
  Command,
  type CreateRequest,
  type CreateResponse,
  decodeCreateResponse,
  decodeQueryInfoResponse,
  decodeReadResponse,
  encodeCancelRequest,
  encodeLogoffRequest,
  encodeTreeDisconnectRequest,
  type FileId,
  type LockElement,
  type OplockBreakRequest,
  type QueryDirectoryRequest,
  type QueryInfoRequest,
  type ReadRequest,
  type SetInfoRequest,
  type WriteRequest,
} from '../../../../src/smb2-codec/index.js';
import type { ClientSession, Reply, RequestOptions, SmbClient } from '../../../support/smb-client.js';
import { login, type LoginOptions, type NegotiateOptions } from '../../../support/smb-client-login.js';
import { bodies as bodiesOfCommands, type Body } from '../../../support/bodies.js';
import { expectStatus, type Fixture } from '../../support.js';

/** A body of each command, with the control codes of an open file. */
export const bodies = {
  ...bodiesOfCommands,
  ioctl: (fileId: FileId, ctlCode: number, input: Buffer, maxOutputResponse = 4096): Body =>
    bodiesOfCommands.ioctl(ctlCode, { fileId, input, maxOutputResponse }),
} as const;

/** A logged-in client with a tree connect, which it sends everything on unless a test says otherwise. */
export class FileClient {
  readonly smb: SmbClient;
  readonly session: ClientSession;
  readonly treeId: number;

  constructor(smb: SmbClient, session: ClientSession, treeId: number) {
    this.smb = smb;
    this.session = session;
    this.treeId = treeId;
  }

  get options(): RequestOptions {
    return { session: this.session, treeId: this.treeId };
  }

  /** Another tree connect of the same session. */
  async onTree(share: string): Promise<FileClient> {
    const reply = await this.smb.treeConnect(share, { session: this.session });
    expectStatus(reply, 'STATUS_SUCCESS');
    return new FileClient(this.smb, this.session, reply.header.treeId);
  }

  send(command: number, body: Body, options: RequestOptions = {}): void {
    this.smb.send(command, body, { ...this.options, ...options });
  }

  request(command: number, body: Body, options: RequestOptions = {}): Promise<Reply> {
    return this.smb.request(command, body, { ...this.options, ...options });
  }

  create(name: string, body: Partial<CreateRequest> = {}): Promise<Reply> {
    return this.request(Command.CREATE, bodies.create(name, body));
  }

  /** CREATE that has to succeed. */
  async open(name: string, body: Partial<CreateRequest> = {}): Promise<CreateResponse> {
    const reply = await this.create(name, body);
    // A busy machine may take long enough for an interim response.
    const final = reply.status === NtStatus.STATUS_PENDING ? await this.smb.receive() : reply;
    return decodeCreateResponse(succeeded(final));
  }

  close(fileId: FileId, flags = 0): Promise<Reply> {
    return this.request(Command.CLOSE, bodies.close(fileId, flags));
  }

  read(fileId: FileId, body: Partial<ReadRequest> = {}): Promise<Reply> {
    return this.request(Command.READ, bodies.read(fileId, body));
  }

  /** READ from the beginning that has to succeed. */
  async contents(fileId: FileId): Promise<string> {
    return decodeReadResponse(succeeded(await this.read(fileId))).data.toString();
  }

  write(fileId: FileId, data: Buffer | string, body: Partial<WriteRequest> = {}): Promise<Reply> {
    return this.request(Command.WRITE, bodies.write(fileId, data, body));
  }

  flush(fileId: FileId): Promise<Reply> {
    return this.request(Command.FLUSH, bodies.flush(fileId));
  }

  lock(fileId: FileId, locks: readonly LockElement[], lockSequence = 0): Promise<Reply> {
    return this.request(Command.LOCK, bodies.lock(fileId, locks, lockSequence));
  }

  ioctl(fileId: FileId, ctlCode: number, input: Buffer = Buffer.alloc(0), maxOutput = 4096): Promise<Reply> {
    return this.request(Command.IOCTL, bodies.ioctl(fileId, ctlCode, input, maxOutput));
  }

  queryDirectory(fileId: FileId, body: Partial<QueryDirectoryRequest> = {}): Promise<Reply> {
    return this.request(Command.QUERY_DIRECTORY, bodies.queryDirectory(fileId, body));
  }

  queryInfo(fileId: FileId, fileInfoClass: number, body: Partial<QueryInfoRequest> = {}): Promise<Reply> {
    return this.request(Command.QUERY_INFO, bodies.queryInfo(fileId, fileInfoClass, body));
  }

  /** QUERY_INFO that has to succeed; the information. */
  async information(
    fileId: FileId,
    fileInfoClass: number,
    body: Partial<QueryInfoRequest> = {},
  ): Promise<Buffer> {
    return decodeQueryInfoResponse(succeeded(await this.queryInfo(fileId, fileInfoClass, body))).outputBuffer;
  }

  setInfo(
    fileId: FileId,
    fileInfoClass: number,
    buffer: Buffer,
    body: Partial<SetInfoRequest> = {},
  ): Promise<Reply> {
    return this.request(Command.SET_INFO, bodies.setInfo(fileId, fileInfoClass, buffer, body));
  }

  oplockBreak(body: OplockBreakRequest): Promise<Reply> {
    return this.request(Command.OPLOCK_BREAK, bodies.oplockBreak(body));
  }

  /** Sends a request that has to wait; its interim response. */
  async begin(command: number, body: Body, options: RequestOptions = {}): Promise<Reply> {
    const interim = await this.request(command, body, options);
    expectStatus(interim, 'STATUS_PENDING');
    assert.ok(interim.header.asyncId !== undefined, 'an interim response has an AsyncId');
    return interim;
  }

  /** The final response to what an interim one was for, whatever else comes before it. */
  async final(interim: Reply): Promise<Reply> {
    for (;;) {
      const reply = await this.smb.receive();
      if (reply.header.asyncId === interim.header.asyncId) return reply;
    }
  }

  /** The ways in which a client can let go of an open, none of which waits for the answer. */
  sendClose(fileId: FileId): void {
    this.send(Command.CLOSE, bodies.close(fileId));
  }

  sendTreeDisconnect(): void {
    this.send(Command.TREE_DISCONNECT, encodeTreeDisconnectRequest);
  }

  sendLogoff(): void {
    this.send(Command.LOGOFF, encodeLogoffRequest);
  }

  /** Cancels what the interim response is for. */
  cancel({ header }: Reply): void {
    const { asyncId, messageId } = header;
    this.send(Command.CANCEL, encodeCancelRequest, { header: { asyncId, messageId } });
  }
}

/** A client of its own connection that is logged in and connected to a share. */
export async function connect(
  fixture: Fixture,
  options: { readonly share?: string } & LoginOptions & { readonly negotiate?: NegotiateOptions } = {},
): Promise<FileClient> {
  const { share = 'disk', negotiate, ...loginOptions } = options;
  const smb = await fixture.negotiated(negotiate);
  const session = await login(smb, loginOptions);
  const reply = await smb.treeConnect(share, { session });
  expectStatus(reply, 'STATUS_SUCCESS');
  return new FileClient(smb, session, reply.header.treeId);
}

/** The message of a reply that has to be a success. */
export function succeeded(reply: Reply): Buffer {
  assert.equal(ntStatusName(reply.status), 'STATUS_SUCCESS' satisfies keyof typeof NtStatus);
  return reply.message;
}
