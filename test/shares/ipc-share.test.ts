import assert from 'node:assert/strict';
import {
  createIpcShare,
  HeldBytes,
  type PipeContext,
  type PipeInstance,
  type PipeService,
} from '../../src/shares/index.js';
import { alice, rejectsWith, throwsWith } from './fixture.js';

/** Answers each message with itself, reversed. */
class Mirror implements PipeInstance {
  readonly log: string[] = [];
  #waiting: Buffer[] = [];
  async write(message: Buffer): Promise<void> {
    this.log.push(`write ${message.toString()}`);
    await Promise.resolve();
    this.#waiting.push(Buffer.from(message).reverse());
    this.log.push('written');
  }
  read(maximum: number) {
    this.log.push('read');
    const message = this.#waiting.shift();
    if (!message) return undefined;
    if (message.length > maximum) this.#waiting.unshift(message.subarray(maximum));
    return { data: message.subarray(0, maximum), more: message.length > maximum };
  }
  close(): void {
    this.log.push('close');
  }
}

describe('IPC$ share', () => {
  let mirror: Mirror;
  let context: PipeContext | undefined;
  const service: PipeService = {
    name: 'mirror',
    open(given) {
      context = given;
      return (mirror = new Mirror());
    },
  };
  const share = createIpcShare({ services: [service] });

  it('has so many instances of a pipe for one client, who leaves others theirs', () => {
    const pipes = createIpcShare({ services: [service, { ...service, name: 'other' }] });
    const [one, another] = [1, 2].map(() => new HeldBytes('heldBytesPerConnection', 1000));
    const open = Array.from({ length: 256 }, () => pipes.open('mirror', alice, one));
    throwsWith(() => pipes.open('mirror', alice, one), 'STATUS_INSTANCE_NOT_AVAILABLE');
    pipes.open('other', alice, one);
    pipes.open('mirror', alice, another);
    open[7]?.close();
    open[7]?.close();
    pipes.open('mirror', alice, one);
    throwsWith(() => pipes.open('mirror', alice, one), 'STATUS_INSTANCE_NOT_AVAILABLE');
  });

  it('counts messages that wait for their turn, and opens nothing for who holds too much', async () => {
    const held = new HeldBytes('heldBytesPerConnection', 10);
    const pipe = share.open('mirror', alice, held);
    const first = pipe.transceive(Buffer.alloc(6), 10);
    await rejectsWith(pipe.write(Buffer.alloc(6)), 'STATUS_INSUFFICIENT_RESOURCES');
    await first;
    assert.equal(held.bytes, 0);
    await pipe.write(Buffer.alloc(6));
    held.add(11);
    throwsWith(() => share.open('mirror', alice, held), 'STATUS_INSUFFICIENT_RESOURCES');
  });

  it('finds pipes without regard to case, and no others', () => {
    assert.equal(share.has('MIRROR'), true);
    assert.equal(share.has('spoolss'), false);
    assert.equal(share.open('Mirror', alice).name, 'mirror');
    assert.equal(context?.identity, alice);
    for (const name of ['', 'spoolss', '\\mirror', 'mirror\\', 'toString']) {
      throwsWith(() => share.open(name, alice), 'STATUS_OBJECT_NAME_NOT_FOUND');
    }
  });

  it('is for everybody unless told otherwise', () => {
    assert.equal(share.accessOf(alice), 'write');
    assert.equal(createIpcShare({ services: [], access: { bob: 'write' } }).accessOf(alice), 'none');
  });

  it('writes, reads in pieces and transceives: [MS-SMB2] 3.3.5.15.3', async () => {
    const pipe = share.open('mirror', alice);
    await pipe.write(Buffer.from('abcd'));
    assert.deepEqual(await pipe.read(3), { data: Buffer.from('dcb'), more: true });
    assert.deepEqual(await pipe.read(3), { data: Buffer.from('a'), more: false });
    await rejectsWith(pipe.read(3), 'STATUS_PIPE_EMPTY');
    assert.equal((await pipe.transceive(Buffer.from('xy'), 10)).data.toString(), 'yx');
  });

  it('keeps calls apart that a client sends all at once', async () => {
    const pipe = share.open('mirror', alice);
    await Promise.all([pipe.transceive(Buffer.from('1'), 9), pipe.transceive(Buffer.from('2'), 9)]);
    assert.deepEqual(mirror.log, ['write 1', 'written', 'read', 'write 2', 'written', 'read']);
  });

  it('is broken once closed', async () => {
    const pipe = share.open('mirror', alice);
    pipe.close();
    pipe.close();
    assert.deepEqual(mirror.log, ['close']);
    await rejectsWith(pipe.read(1), 'STATUS_PIPE_DISCONNECTED');
    await rejectsWith(pipe.write(Buffer.alloc(1)), 'STATUS_PIPE_DISCONNECTED');
  });
});
