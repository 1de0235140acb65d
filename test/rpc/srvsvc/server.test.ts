import assert from 'node:assert/strict';
import { NdrReader, NdrWriter } from '../../../src/ndr/index.js';
import {
  createSrvsvc,
  createWkssvc,
  type ServerInfo,
  type SessionDescription,
} from '../../../src/rpc/index.js';
import { Win32Error } from '../../../src/rpc/win32-error.js';
import { refusesEveryPrefix } from '../support/codec-error.js';
import { alice, anonymous, callBy, guest, recordedServer } from '../support/server-info.js';

const session = (client: string, user: string): SessionDescription => ({
  client,
  user,
  domain: 'DOMAIN',
  guest: user === 'Guest',
  openCount: 2,
  activeSeconds: 60,
  idleSeconds: 7,
});

const server: ServerInfo = {
  ...recordedServer,
  sessions: (from) =>
    [
      session('10.0.0.1', 'alice'),
      session('10.0.0.2', 'bob'),
      session('10.0.0.1', 'ALICE'),
      session('10.0.0.3', ''),
      session('10.0.0.4', 'Guest'),
    ].slice(from),
};
const srvsvc = createSrvsvc(server);
const wkssvc = createWkssvc(server);

function call(service: typeof srvsvc, opnum: number, stub: Buffer, caller = alice): Buffer {
  const reply = service.call(opnum, stub, callBy(caller));
  assert.ok(Buffer.isBuffer(reply));
  return reply;
}

const statusOf = (reply: Buffer) => reply.readUInt32LE(reply.length - 4);
const textOf = (text: string) => Buffer.from(`${text}\0`, 'utf16le');

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.17 NetrServerGetInfo', () => {
  const request = (name: string | undefined, level: number) =>
    new NdrWriter().textPointer(name).u32(level).finish();
  const ask = (name: string | undefined, level: number, caller = alice) =>
    call(srvsvc, 21, request(name, level), caller);

  it('gives the name that the client used, or else our own', () => {
    assert.ok(ask('\\\\nas.example', 101).includes(textOf('nas.example')));
    assert.ok(ask(undefined, 101).includes(textOf('RECORDER')));
    assert.ok(ask('\\\\', 101).includes(textOf('RECORDER')));
  });

  it('fails for a name of 1,024 characters or a level that is none', () => {
    assert.equal(statusOf(ask('x'.repeat(1024), 100)), Win32Error.ERROR_INVALID_PARAMETER);
    assert.equal(statusOf(ask('x'.repeat(1023), 100)), Win32Error.NERR_Success);
    for (const level of [0, 99, 503])
      assert.equal(statusOf(ask(undefined, level)), Win32Error.ERROR_INVALID_LEVEL);
  });

  it('gives level 102 to accounts only', () => {
    for (const caller of [anonymous, guest]) {
      assert.equal(statusOf(ask(undefined, 101, caller)), Win32Error.NERR_Success);
      assert.equal(statusOf(ask(undefined, 102, caller)), Win32Error.ERROR_ACCESS_DENIED);
    }
  });

  it('refuses a stub that is cut short', () => {
    refusesEveryPrefix(request('a', 101), (prefix) => call(srvsvc, 21, prefix));
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.21 NetrRemoteTOD', () => {
  it('is TIME_OF_DAY_INFO (2.2.4.105) in UTC', () => {
    const reply = call(srvsvc, 28, new NdrWriter().textPointer(undefined).finish());
    const words = Array.from({ length: reply.length / 4 }, (_, index) => reply.readInt32LE(index * 4));
    // 2026-11-21, a Saturday, 07:13:46.129
    const seconds = Date.UTC(2026, 10, 21, 7, 13, 46) / 1000;
    assert.equal(words[1], seconds);
    assert.deepEqual(words.slice(3, 9), [7, 13, 46, 12, 0, 310]);
    assert.deepEqual(words.slice(9), [21, 11, 2026, 6, 0]);
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.5 NetrSessionEnum', () => {
  interface Options {
    readonly client?: string;
    readonly user?: string;
    readonly level?: number;
  }
  const ask = ({ client, user, level = 10 }: Options, caller = alice) => {
    const w = new NdrWriter();
    w.textPointer(undefined).textPointer(client).textPointer(user);
    w.construct(() =>
      w
        .u32(level)
        .u32(level)
        .pointer(() => w.u32(0).pointer()),
    );
    w.u32(0xffffffff).pointer();
    return call(srvsvc, 12, w.finish(), caller);
  };
  const clientsOf = (reply: Buffer) => {
    const r = new NdrReader(reply, 'NetrSessionEnum');
    const clients: string[] = [];
    r.construct(() => {
      assert.equal(r.u32('Level'), 10);
      r.discriminant(10, 'Level');
      r.pointer('Container', () => {
        const count = r.u32('EntriesRead');
        r.pointer('Buffer', () => {
          r.conformance(count, 16, 'Buffer');
          for (let i = 0; i < count; i++) {
            r.pointer('cname', () => clients.push(r.text('cname')));
            r.pointer('username', () => r.text('username'));
            assert.deepEqual([r.u32('time'), r.u32('idle_time')], [60, 7]);
          }
        });
      });
    });
    assert.equal(r.u32('TotalEntries'), clients.length);
    return clients.map((client) => client.slice(-1)).join('');
  };

  it('tells of a hundred thousand sessions a part in each call, looking at no more than it tells', () => {
    const all = 100_000;
    let described = 0;
    const crowded = createSrvsvc({
      ...server,
      *sessions(from) {
        for (let i = from; i < all; i++) {
          described++;
          yield session(`10.0.${i >> 8}.${i & 255}`, 'alice');
        }
      },
    });
    let [told, calls, resume] = [0, 0, 0];
    do {
      const w = new NdrWriter().textPointer(undefined).textPointer('').textPointer('');
      w.construct(() =>
        w
          .u32(10)
          .u32(10)
          .pointer(() => w.u32(0).pointer()),
      );
      const handle = resume;
      w.u32(0xffffffff).pointer(() => w.u32(handle));
      described = 0;
      const reply = call(crowded, 12, w.finish());
      assert.ok(described < 10_000 && reply.length < 512 * 1024);
      const [status, next] = [statusOf(reply), reply.readUInt32LE(reply.length - 8)];
      // Level, Level, the pointers to container and buffer, and between those EntriesRead.
      told += reply.readUInt32LE(12);
      assert.equal(status, next === 0 ? Win32Error.NERR_Success : Win32Error.ERROR_MORE_DATA);
      assert.ok(next === 0 || next > resume);
      resume = next;
      calls++;
    } while (resume !== 0);
    assert.equal(told, all);
    assert.ok(calls > 10);
  });

  it('lists everybody, or those who match every qualifier', () => {
    assert.equal(clientsOf(ask({})), '12134');
    assert.equal(clientsOf(ask({ client: '', user: '' })), '12134');
    assert.equal(clientsOf(ask({ user: 'Alice' })), '11');
    assert.equal(clientsOf(ask({ client: '\\\\10.0.0.2' })), '2');
    assert.equal(clientsOf(ask({ client: '\\\\10.0.0.1', user: 'alice' })), '11');
  });

  it('answers every level', () => {
    for (const level of [0, 1, 2, 10, 502]) assert.equal(statusOf(ask({ level })), Win32Error.NERR_Success);
    for (const level of [3, 503]) assert.equal(statusOf(ask({ level })), Win32Error.ERROR_INVALID_LEVEL);
  });

  it('fails when nobody matches', () => {
    assert.equal(statusOf(ask({ user: 'nobody' })), Win32Error.NERR_UserNotFound);
    assert.equal(statusOf(ask({ client: '\\\\10.9.9.9' })), Win32Error.NERR_ClientNameNotFound);
    assert.equal(statusOf(ask({ client: '\\\\10.0.0.2', user: 'alice' })), Win32Error.NERR_UserNotFound);
  });

  it('fails for qualifiers that cannot be', () => {
    assert.equal(statusOf(ask({ client: '10.0.0.1' })), Win32Error.NERR_InvalidComputer);
    const long = 'x'.repeat(1024);
    assert.equal(statusOf(ask({ client: `\\\\${long}` })), Win32Error.ERROR_INVALID_PARAMETER);
    assert.equal(statusOf(ask({ user: long })), Win32Error.ERROR_INVALID_PARAMETER);
  });

  it('answers accounts only', () => {
    for (const caller of [anonymous, guest]) {
      const reply = ask({ user: 'nobody' }, caller);
      assert.equal(statusOf(reply), Win32Error.ERROR_ACCESS_DENIED);
      assert.equal(clientsOf(reply), '');
    }
  });
});

describe('rpc/srvsvc: [MS-SRVS] 3.1.4.32 NetprNameValidate', () => {
  const ask = (name: string, type: number, flags = 0) => {
    const w = new NdrWriter();
    return statusOf(call(srvsvc, 33, w.textPointer(undefined).text(name).u32(type).u32(flags).finish()));
  };
  const { NERR_Success, ERROR_INVALID_NAME, ERROR_INVALID_PARAMETER } = Win32Error;

  it('2.2.2.8 knows the lengths of each type', () => {
    const lengths = [
      [1, 1, 256],
      [2, 0, 256],
      [3, 1, 256],
      [4, 1, 260],
      [5, 1, 16],
      [6, 1, 15],
      [7, 1, 80],
      [8, 1, 260],
      [9, 1, 80],
      [10, 1, 15],
      [11, 1, 259],
      [12, 0, 8],
      [13, 1, 15],
    ] as const;
    for (const [type, minimum, maximum] of lengths) {
      assert.equal(ask('a'.repeat(minimum), type), NERR_Success);
      assert.equal(ask('a'.repeat(maximum), type), NERR_Success);
      assert.equal(ask('a'.repeat(maximum + 1), type), ERROR_INVALID_NAME);
      if (minimum > 0) assert.equal(ask('', type), ERROR_INVALID_NAME);
    }
  });

  it('2.2.2.8 knows the characters of each type', () => {
    for (const character of '"/\\[]:|<>+=;,?\u0001\u001f') {
      for (const type of [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]) {
        assert.equal(ask(`a${character}b`, type), ERROR_INVALID_NAME);
      }
      assert.equal(ask(`a${character}`, 2), NERR_Success);
    }
    assert.equal(ask('a*', 4), ERROR_INVALID_NAME);
    assert.equal(ask('a b', 4), NERR_Success);
    assert.equal(ask(' ab', 4), ERROR_INVALID_NAME);
    assert.equal(ask('a b', 6), ERROR_INVALID_NAME);
    assert.equal(ask('a*', 11), NERR_Success);
    assert.equal(ask('a*b', 11), ERROR_INVALID_NAME);
    assert.equal(ask(`${'a'.repeat(259)}*`, 11), NERR_Success);
    assert.equal(ask('共有 😀', 9), NERR_Success);
  });

  it('fails for a type or flags that are none', () => {
    for (const type of [0, 14, 0xffffffff]) assert.equal(ask('a', type), ERROR_INVALID_PARAMETER);
    assert.equal(ask('a', 9, 1), ERROR_INVALID_PARAMETER);
    assert.equal(ask('a', 9, 0x80000000), NERR_Success);
  });
});

describe('rpc/wkssvc: [MS-WKST] 3.2.4.1 NetrWkstaGetInfo and 3.2.4.3 NetrWkstaUserEnum', () => {
  const getInfo = (level: number, caller = alice) =>
    call(wkssvc, 0, new NdrWriter().textPointer(undefined).u32(level).finish(), caller);
  const userEnum = (level: number, caller = alice) => {
    const w = new NdrWriter();
    w.textPointer(undefined);
    w.construct(() =>
      w
        .u32(level)
        .u32(level)
        .pointer(() => w.u32(0).pointer()),
    );
    return call(wkssvc, 2, w.u32(0xffffffff).pointer().finish(), caller);
  };

  it('counts and lists each account with a session once', () => {
    assert.equal(getInfo(102).readUInt32LE(32), 3);
    for (const level of [0, 1]) {
      const reply = userEnum(level);
      for (const user of ['alice', 'bob', 'Guest']) assert.ok(reply.includes(textOf(user)));
      assert.equal(reply.includes(textOf('ALICE')), false);
      assert.equal(reply.includes(textOf('DOMAIN')), level === 1);
      assert.equal(statusOf(reply), Win32Error.NERR_Success);
      assert.equal(reply.readUInt32LE(reply.length - 12), 3);
    }
  });

  it('3.2.1.1 answers accounts only', () => {
    for (const caller of [anonymous, guest]) {
      assert.equal(statusOf(getInfo(100, caller)), Win32Error.ERROR_ACCESS_DENIED);
      assert.equal(statusOf(userEnum(0, caller)), Win32Error.ERROR_ACCESS_DENIED);
    }
  });

  it('fails for a level that is none', () => {
    for (const level of [99, 502]) assert.equal(statusOf(getInfo(level)), Win32Error.ERROR_INVALID_LEVEL);
    assert.equal(statusOf(userEnum(2)), Win32Error.ERROR_INVALID_LEVEL);
  });
});
