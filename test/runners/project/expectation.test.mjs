import { execFile } from 'node:child_process';
import * as nodeTest from 'node:test';
import { promisify } from 'node:util';
import { startServer } from 'smb2-auth-server';

const test = globalThis.test ?? globalThis.it ?? nodeTest.test;

async function withServer(use) {
  const server = await startServer({ users: { alice: 'secret' }, shares: ['files'] });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

function smbclient({ port }, password) {
  const args = [
    '//127.0.0.1/files',
    '-p',
    String(port),
    '-U',
    `alice%${password}`,
    '-s',
    '/dev/null',
    '-c',
    'exit',
  ];
  return promisify(execFile)('smbclient', args).catch(() => {});
}

// Each must fail, and the runner must show why.
test('another reason', () =>
  withServer(async (server) => {
    await smbclient(server, 'Secret');
    await server.expectRefused('alice', 'wrong-password');
  }));

test('nobody', () =>
  withServer(async (server) => {
    await smbclient(server, 'secret');
    await server.attempt({ user: 'bob', timeout: 100 });
  }));
