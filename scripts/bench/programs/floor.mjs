// The floor of a login: a bare server of node:net that answers four frames of a login's sizes, and reads none of them.
// usage: node floor.mjs PORTFILE
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const HEADER = 4;
const answers = [320, 330, 120, 84].map((length) => {
  const frame = Buffer.alloc(HEADER + length, 1);
  frame.writeUInt32BE(length, 0);
  return frame;
});

const server = createServer({ noDelay: true }, (socket) => {
  let held = Buffer.alloc(0);
  let step = 0;
  socket.on('data', (bytes) => {
    held = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
    while (held.length >= HEADER) {
      const end = HEADER + held.readUInt32BE(0);
      if (held.length < end) break;
      held = held.subarray(end);
      socket.write(answers[step++ % answers.length]);
    }
  });
  socket.on('error', () => {});
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  writeFileSync(process.argv[2], String(server.address().port));
});
