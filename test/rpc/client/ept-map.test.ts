import assert from 'node:assert/strict';
import { decodeEptMap, encodeEptMap, EPM, EPT_MAP, RpcClient } from '../../../src/rpc/client/index.js';
import { createEndpointMapper, createRpcPipe } from '../../../src/rpc/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { WKSSVC } from '../../../src/rpc/wkssvc/wkssvc.js';
import { refusesEveryPrefix } from '../support/codec-error.js';
import { anonymous } from '../support/server-info.js';

const tcp = (port: number) => ({ protocol: 'ncacn_ip_tcp', port, address: Buffer.of(127, 0, 0, 1) }) as const;
const endpoints = [
  {
    syntax: SRVSVC,
    annotation: 'srvsvc',
    binding: { protocol: 'ncacn_np', pipe: '\\PIPE\\srvsvc', host: 'F' },
  },
  { syntax: SRVSVC, annotation: 'srvsvc', binding: tcp(49_153) },
  { syntax: SRVSVC, annotation: 'srvsvc', binding: tcp(49_154) },
] as const;

/** The answer of our own endpoint mapper to a client. */
async function ask(stub: Buffer): Promise<Buffer> {
  const pipe = createRpcPipe({ name: 'epmapper', services: [createEndpointMapper(endpoints)] });
  const instance = pipe.open({ identity: anonymous });
  const client = new RpcClient({ syntax: EPM });
  await instance.write(client.bind());
  assert.deepEqual([...client.receive(instance.read(65536)!.data)], [{ kind: 'bound' }]);
  await instance.write(Buffer.concat(client.call(EPT_MAP, stub)));
  const [event] = client.receive(instance.read(65536)!.data);
  assert.ok(event?.kind === 'response');
  return event.stub;
}

describe('rpc/client: [MS-RPCE] 2.2.1.2.5 ept_map', () => {
  it('finds the first TCP port of an interface', async () => {
    const stub = await ask(encodeEptMap(SRVSVC));
    assert.deepEqual(decodeEptMap(stub, false, SRVSVC), { status: 0, port: 49_153 });
  });

  it('takes no port of another interface', async () => {
    const stub = await ask(encodeEptMap(SRVSVC));
    assert.deepEqual(decodeEptMap(stub, false, WKSSVC), { status: 0, port: undefined });
    const newer = { ...SRVSVC, minor: SRVSVC.minor + 1 };
    assert.equal(decodeEptMap(stub, false, newer).port, undefined);
  });

  it('tells the status where there is none', async () => {
    const stub = await ask(encodeEptMap(WKSSVC));
    assert.deepEqual(decodeEptMap(stub, false, WKSSVC), { status: 0x16c9a0d6, port: undefined });
  });

  it('takes no port with a status that is no success', async () => {
    const stub = Buffer.from(await ask(encodeEptMap(SRVSVC)));
    stub.writeUInt32LE(0x16c9a0d6, stub.length - 4);
    assert.deepEqual(decodeEptMap(stub, false, SRVSVC), { status: 0x16c9a0d6, port: undefined });
  });

  it('is refused when it is cut anywhere, or has more towers than were asked for', async () => {
    const stub = await ask(encodeEptMap(SRVSVC));
    refusesEveryPrefix(stub, (prefix) => decodeEptMap(prefix, false, SRVSVC));
    for (const [at, value] of [
      [20, 5],
      [28, 1],
      [32, 3],
    ] as const) {
      const changed = Buffer.from(stub);
      changed.writeUInt32LE(value, at);
      assert.throws(() => decodeEptMap(changed, false, SRVSVC), { name: 'CodecError' });
    }
  });
});
