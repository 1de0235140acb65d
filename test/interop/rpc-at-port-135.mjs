// Serves RPC at port 135 and runs clients of it, in a network namespace of their own: rpcclient asks the endpoint
// mapper there and nowhere else. The argument is JSON: the options of the server, and the command lines. Prints JSON:
// what each printed, and the records of all logins.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { createServer } from '../../build/src/index.js';

const { options, commands } = JSON.parse(process.argv[2]);
const records = [];
const outputs = [];

const server = createServer({ host: '127.0.0.1', port: 0, ...options, rpc: { ...options.rpc, port: 135 } });
server.on('attempt-completed', ({ login, reason, identity, protection }) =>
  records.push({ login, reason, account: identity?.account, used: protection?.used }),
);
await server.listen();
for (const [program, ...args] of commands) outputs.push(await outputOf(program, args));
await server.close();
process.stdout.write(`${JSON.stringify({ outputs, records })}\n`);

function outputOf(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', reject).on('close', () => resolve(output));
  });
}
