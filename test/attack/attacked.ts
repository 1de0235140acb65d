import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Command,
  decodeCreateResponse,
  Dialect,
  type FileId,
  encodeEchoRequest,
} from '../../src/smb2-codec/index.js';
import { bodies } from '../session/commands/files/file-client.js';
import { type ClientSession, SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { type RunningCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** Milliseconds that nothing a client sends may take of one turn of the event loop. */
const GOAL = 50;

/** A client on a tree. It signs nothing, which costs a server the least and an attacker too. */
export interface Attacker {
  readonly smb: SmbClient;
  readonly session: ClientSession;
  readonly treeId: number;
  /** For requests on the tree. */
  readonly options: { readonly session: ClientSession; readonly treeId: number; readonly sign: false };
  /** Opens a file or the root of the share. */
  readonly open: (name: string, create?: Parameters<typeof bodies.create>[1]) => Promise<FileId>;
}

/** A server in a process of its own, whose event loop is watched, and clients that mean it no good. */
export class Attacked implements AsyncDisposable {
  readonly cli: RunningCli;
  readonly #clients: SmbClient[] = [];

  private constructor(cli: RunningCli) {
    this.cli = cli;
  }

  /** @param folder where its configuration file goes */
  static async start(folder: string, configuration: object = {}): Promise<Attacked> {
    const file = join(folder, 'smb2.json');
    const accounts = [{ name: 'alice', password: 'secret' }];
    const shares = [{ name: 'files', temporary: true }];
    writeFileSync(file, JSON.stringify({ accounts, shares, ...configuration }));
    return new Attacked(await startCli(['--config', file]));
  }

  async connect(): Promise<SmbClient> {
    const client = await SmbClient.connect(this.cli.port);
    this.#clients.push(client);
    return client;
  }

  async attacker(dialect: number = Dialect.SMB_2_1): Promise<Attacker> {
    const smb = await this.connect();
    await negotiate(smb, { dialects: [dialect] });
    const session = await login(smb);
    const { treeId } = (await smb.treeConnect('files', { session, header: { credits: 8192 } })).header;
    const options = { session, treeId, sign: false } as const;
    const open: Attacker['open'] = async (name, create) => {
      const reply = await smb.request(Command.CREATE, bodies.create(name, create), options);
      return decodeCreateResponse(reply.message).fileId;
    };
    return { smb, session, treeId, options, open };
  }

  /** Everybody else is served as before. */
  async expectServing(): Promise<void> {
    const { smb, options } = await this.attacker();
    const { status } = await smb.request(Command.ECHO, encodeEchoRequest, options);
    assert.equal(status, 0);
    smb.close();
  }

  /** Bytes of memory in use, the garbage apart. */
  async bytesInUse(): Promise<number> {
    // The buffers behind the garbage are freed some time after a collection.
    await this.cli.watchdog.memory();
    const { heapUsed, arrayBuffers } = await this.cli.watchdog.memory();
    return heapUsed + arrayBuffers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.close();
    const { longestTurn } = this.cli.watchdog;
    await this.cli.stop();
    assert.equal(this.cli.log.includes('internal error'), false, this.cli.log);
    assert.ok(longestTurn <= GOAL, `a turn of the event loop took ${longestTurn} ms`);
  }
}

/** Starts a server for each attack of a suite. */
export function useAttacked(configuration: object = {}): () => Promise<Attacked> {
  const folder = useTemporaryFolder();
  return () => Attacked.start(folder(), configuration);
}
