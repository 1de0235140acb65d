// A bare server of node:net: the exchanges of a login in their number and sizes, without a look at one. With WORK it
// makes the calls of node:crypto that SMB forces as well: for a login; for echo, put or get, each signed or sealed.
// usage: node floor.mjs PORTFILE [WORK [signed|sealed]]
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { floor, login } from './bare/login.mjs';
import { answering, receiving } from './bare/messages.mjs';

const [portFile, work = 'floor', protection] = process.argv.slice(2);
const services = {
  floor: () => floor,
  login: () => login,
  echo: () => answering('echo', protection),
  get: () => answering('get', protection),
  put: () => receiving(protection),
};
const serve = services[work]();

const server = createServer({ noDelay: true }, (socket) => {
  serve(socket);
  socket.on('error', () => {});
});

server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, () => {
  writeFileSync(portFile, String(server.address().port));
});
