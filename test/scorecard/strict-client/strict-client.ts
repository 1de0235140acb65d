import { setTimeout } from 'node:timers/promises';
import { NtStatus } from '../../../src/constants/nt-status.js';
import {
  CodecError,
  Command,
  decodeCreateResponse,
  decodeIoctlResponse,
  decodeReadResponse,
  decodeTreeConnectResponse,
  decodeValidateNegotiateInfoResponse,
  Dialect,
  encodeLogoffRequest,
  encodeTreeDisconnectRequest,
  encodeValidateNegotiateInfoRequest,
} from '../../../src/smb2-codec/index.js';
import type { PlaceholderValues } from '../../../src/scorecard/client.js';
import { bodies } from '../../support/bodies.js';
import { Channel, expectStatus, Lost, Refused, type RequestOptions, type Session } from './channel.js';
import { logIn } from './log-in.js';
import { type Agreed, negotiate } from './negotiate.js';
import type { Weakness } from './weakness.js';

const VALIDATE_NEGOTIATE_INFO = 0x0014_0204;
const SHARE_ENCRYPTS = 0x8000;

export interface StrictClientOptions {
  readonly log?: (line: string) => void;
  /** Nobody waits for the client any more. */
  readonly signal?: AbortSignal;
  /** The revisions that it offers. */
  readonly dialects?: readonly number[];
}

/**
 * A client that logs in, reads a file and writes another, and takes nothing that it should refuse, unless it lacks the
 * check.
 *
 * @returns its exit code
 * @throws an error where it crashes
 */
export async function strictClient(
  values: PlaceholderValues,
  lacking: readonly Weakness[] = [],
  { log = () => {}, signal, dialects }: StrictClientOptions = {},
): Promise<number> {
  const lacks = new Set(lacking);
  for (let attempt = 1; ; attempt++) {
    try {
      await work(values, lacks, dialects);
      return 0;
    } catch (error) {
      log(String(error));
      if (error instanceof CodecError) return 1;
      if (error instanceof Lost && lacks.has('endless-retry') && signal?.aborted !== true) {
        await setTimeout(100);
        continue;
      }
      if (error instanceof Lost && lacks.has('broken-connection')) return 0;
      if (!(error instanceof Refused) && !(error instanceof Lost)) throw error;
      if (attempt === 1 && error.cause === NtStatus.STATUS_NETWORK_SESSION_EXPIRED && !lacks.has('expiry'))
        continue;
      const wasTold = error.cause !== undefined && error.cause !== NtStatus.STATUS_LOGON_FAILURE;
      if (wasTold && lacks.has('refusals')) return 0;
      const isPassword = error.cause === NtStatus.STATUS_LOGON_FAILURE;
      if (isPassword && lacks.has('repeated-password') && attempt < 10) continue;
      return 1;
    }
  }
}

async function work(
  values: PlaceholderValues,
  lacks: ReadonlySet<Weakness>,
  dialects?: readonly number[],
): Promise<void> {
  using channel = await Channel.to(values.host, Number(values.port), lacks);
  const agreed = await negotiate(channel, dialects);
  const session = await logIn(channel, agreed, values);
  const tree = await channel.ask(Command.TREE_CONNECT, bodies.treeConnect(values.share), { session });
  expectStatus(tree);
  const { shareFlags } = decodeTreeConnectResponse(tree.message);
  if ((shareFlags & SHARE_ENCRYPTS) !== 0) session.encrypt = true;
  const options = { session, treeId: tree.header.treeId };
  if (agreed.dialect < Dialect.SMB_3_1_1 && !channel.lacks('unvalidated-negotiation'))
    await validate(channel, agreed, options);
  await useFiles(channel, values.file, options);
  await channel.ask(Command.TREE_DISCONNECT, encodeTreeDisconnectRequest, options);
  await channel.ask(Command.LOGOFF, encodeLogoffRequest, { session });
}

/** [MS-SMB2] 3.2.5.5 and 3.2.5.14.12 */
async function validate(
  channel: Channel,
  { request, response }: Agreed,
  options: RequestOptions,
): Promise<void> {
  const { capabilities, clientGuid: guid, securityMode, dialects } = request;
  const input = encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects });
  const answer = await channel.ask(
    Command.IOCTL,
    bodies.ioctl(VALIDATE_NEGOTIATE_INFO, { input, maxOutputResponse: 24 }),
    options,
  );
  // A server from before 3.0 knows no such request, and says so under its signature.
  const { STATUS_SUCCESS, STATUS_NOT_SUPPORTED, STATUS_INVALID_DEVICE_REQUEST, STATUS_FILE_CLOSED } =
    NtStatus;
  expectStatus(
    answer,
    STATUS_SUCCESS,
    STATUS_NOT_SUPPORTED,
    STATUS_INVALID_DEVICE_REQUEST,
    STATUS_FILE_CLOSED,
  );
  if (answer.header.status !== STATUS_SUCCESS) return;
  const told = decodeValidateNegotiateInfoResponse(decodeIoctlResponse(answer.message).output);
  const same =
    told.dialect === response.dialectRevision &&
    told.capabilities === response.capabilities &&
    told.securityMode === response.securityMode &&
    told.guid.equals(response.serverGuid);
  if (!same && !channel.lacks('validated-values')) throw new Refused('the negotiation was altered');
}

async function useFiles(
  channel: Channel,
  file: string,
  options: RequestOptions & { readonly session: Session },
): Promise<void> {
  // Two requests at once where the credits allow it; the answers come in any order.
  const first = channel.send(Command.CREATE, bodies.create(file, { createDisposition: 1 }), options);
  const early =
    channel.credits > 0 ? channel.send(Command.CREATE, bodies.create('written.txt'), options) : undefined;
  const opened = await channel.answerTo(first, options);
  expectStatus(opened);
  const { fileId } = decodeCreateResponse(opened.message);
  const made = await channel.answerTo(
    early ?? channel.send(Command.CREATE, bodies.create('written.txt'), options),
    options,
  );
  expectStatus(made);
  const read = await channel.ask(Command.READ, bodies.read(fileId), options);
  expectStatus(read);
  if (decodeReadResponse(read.message).data.length === 0) throw new Refused('nothing was read');
  expectStatus(await channel.ask(Command.CLOSE, bodies.close(fileId), options));
  const { fileId: written } = decodeCreateResponse(made.message);
  expectStatus(await channel.ask(Command.WRITE, bodies.write(written, 'a line\n'), options));
  expectStatus(await channel.ask(Command.CLOSE, bodies.close(written), options));
}
