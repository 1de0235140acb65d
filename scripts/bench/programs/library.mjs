// The library in a process of its own, with nobody listening to its events. usage: node library.mjs PORTFILE OPTIONS,
// with the options of createServer as JSON.
import { writeFileSync } from 'node:fs';
import { createServer } from '../../../build/src/index.js';

const [portFile, options] = process.argv.slice(2);
const server = createServer(JSON.parse(options));
const { port } = await server.listen({ port: 0 });
writeFileSync(portFile, String(port));
process.once('SIGTERM', () => process.exit());
