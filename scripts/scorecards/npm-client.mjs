// npm-client.mjs PACKAGE HOST PORT USER PASSWORD DOMAIN SHARE FILE: logs in with an SMB client of the npm registry,
// reads a file of the share and writes another. It ends with exit code 1 where the client says that it failed.
import { createRequire } from 'node:module';
import process from 'node:process';

const [name, host, port, username, password, domain, share, file] = process.argv.slice(2);
const require = createRequire(import.meta.url);

/** `@awo00/smb2`, and `node-smb2` that was made from it and knows NTLMv2. */
async function withPromises() {
  const { Client } = require(name);
  const client = new Client(host, { port: Number(port) });
  try {
    const session = await client.authenticate({ domain, username, password, forceNtlmVersion: 'v2' });
    const tree = await session.connectTree(share);
    checkRead(await tree.readFile(file));
    await tree.createFile('written.txt', 'a line\n');
    // The package does not wait for the end of a write by itself.
    checkRead(await tree.readFile('written.txt'));
  } finally {
    await client.close();
  }
}

/** `@marsaud/smb2` and what was made from it. */
async function withCallbacks() {
  const Client = require(name);
  const options = { share: `\\\\${host}\\${share}`, port: Number(port), autoCloseTimeout: 0 };
  const client = new Client({ domain, username, password, ...options });
  const ask = (method, ...args) =>
    new Promise((resolve, reject) => {
      client[method](...args, (error, value) => (error ? reject(error) : resolve(value)));
    });
  checkRead(await ask('readFile', file));
  await ask('writeFile', 'written.txt', 'a line\n');
}

function checkRead(content) {
  if (!content?.length) throw new Error('nothing was read');
}

try {
  await (name.includes('marsaud') || name.startsWith('v9u') ? withCallbacks() : withPromises());
  process.exit(0);
} catch (error) {
  console.error(error?.message ?? error?.header ?? error);
  process.exit(1);
}
