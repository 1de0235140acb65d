// ironrdp-client.mjs PORT USER PASSWORD: logs in with the CredSSP of IronRDP (sspi-rs, in WebAssembly). The last line
// is the result as JSON: { "end": "past the login" }, or the kind of its error.
// IronRDP is made for browsers: it reaches TCP and TLS through a gateway (RDCleanPath), which is here as well.
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import process from 'node:process';
import tls from 'node:tls';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';

const [port, user, password] = process.argv.slice(2);
const destination = `127.0.0.1:${port}`;
const PATIENCE = 12_000;
/** The version of RDCleanPath. */
const CLEAN_PATH = 3390;

const VERSION = 0xa0;
const X224 = 0xa6;
const CHAIN = 0xa7;
const ADDRESS = 0xa9;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;
const TEXT = 0x0c;

function der(tag, ...parts) {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = value;
  const octets = [length >> 16, (length >> 8) & 0xff, length & 0xff].slice(
    length > 0xffff ? 0 : length > 0xff ? 1 : 2,
  );
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets];
  return Buffer.concat([Buffer.from(head), value]);
}

function* elements(bytes) {
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at];
    let length = bytes[at + 1];
    at += 2;
    if (length >= 0x80) {
      const count = length & 0x7f;
      length = bytes.readUIntBE(at, count);
      at += count;
    }
    yield { tag, value: bytes.subarray(at, at + length) };
    at += length;
  }
}

const only = (bytes) => elements(bytes).next().value.value;

/** Speaks with the server as IronRDP's request says, then carries what both say inside TLS. */
function forward(browser, request) {
  const asked = [...elements(only(request))].find(({ tag }) => tag === X224);
  const tcp = net.connect(Number(port), '127.0.0.1');
  tcp.on('error', () => browser.close());
  tcp.write(only(asked.value));
  tcp.once('data', (confirm) => {
    const channel = tls.connect({ socket: tcp, rejectUnauthorized: false }, () => {
      const { raw } = channel.getPeerCertificate();
      browser.send(
        der(
          SEQUENCE,
          der(VERSION, der(INTEGER, [CLEAN_PATH >> 8, CLEAN_PATH & 0xff])),
          der(X224, der(OCTETS, confirm)),
          der(CHAIN, der(SEQUENCE, der(OCTETS, raw))),
          der(ADDRESS, der(TEXT, destination)),
        ),
      );
      browser.on('message', (bytes) => channel.write(bytes));
      channel.on('data', (bytes) => browser.send(bytes));
    });
    channel.on('error', () => browser.close());
    channel.on('close', () => browser.close());
  });
}

const gateway = new WebSocketServer({ host: '127.0.0.1', port: 0 });
gateway.on('connection', (browser) => browser.once('message', (request) => forward(browser, request)));
await new Promise((resolve) => {
  gateway.once('listening', resolve);
});

/** As much of a browser as it touches before the first picture. */
class CanvasRenderingContext2D {
  fillStyle = '';
}
class HTMLCanvasElement {
  width = 1;
  height = 1;
  style = { setProperty() {} };
  getContext() {
    return new CanvasRenderingContext2D();
  }
}
Object.assign(globalThis, {
  WebSocket,
  HTMLCanvasElement,
  CanvasRenderingContext2D,
  CloseEvent: globalThis.CloseEvent ?? class extends Event {},
  Window: Object,
  document: { createElement: () => new HTMLCanvasElement() },
  window: globalThis,
  self: globalThis,
});

const ironrdp = await import('ironrdp-wasm');
const binary = new URL('rdp_client_bg.wasm', import.meta.resolve('ironrdp-wasm'));
await ironrdp.default({ module_or_path: await readFile(fileURLToPath(binary)) });

const callbacks = [
  'setCursorStyleCallback',
  'canvasResizedCallback',
  'remoteClipboardChangedCallback',
  'forceClipboardUpdateCallback',
];

function session() {
  let builder = new ironrdp.SessionBuilder()
    .username(user)
    .password(password)
    .serverDomain('')
    .destination(destination)
    .proxyAddress(`ws://127.0.0.1:${gateway.address().port}`)
    .authToken('none')
    .renderCanvas(new HTMLCanvasElement())
    .desktopSize(new ironrdp.DesktopSize(800, 600))
    .setCursorStyleCallbackContext({});
  for (const name of callbacks) builder = builder[name]?.(() => {}) ?? builder;
  return builder.connect();
}

/** After the login it waits for RDP, which the server does not speak. */
function endOf(error) {
  if (typeof error?.kind !== 'function') return { end: String(error) };
  if (/\[read frame by hint\b.*\] (?:not enough bytes|custom error)/.test(error.backtrace()))
    return { end: 'past the login' };
  return { end: ironrdp.IronErrorKind[error.kind()], backtrace: error.backtrace() };
}

const tell = (seen) => process.stdout.write(`\n${JSON.stringify(seen)}\n`, () => process.exit());
setTimeout(() => tell({ end: `nothing for ${PATIENCE} ms` }), PATIENCE).unref();
tell(await session().then(() => ({ end: 'past the login' }), endOf));
