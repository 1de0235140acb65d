import type { FaultAction } from './action.js';
import type { OversizeAction } from './actions/delivery.js';

/** A response of HTTP/1.1 in its parts. */
interface Response {
  readonly version: string;
  readonly status: string;
  /** Names and values. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const END_OF_HEAD = '\r\n\r\n';

/** The bytes of a whole response as an action changes them; the same buffer where it changes nothing. */
export function alterResponse(action: FaultAction, bytes: Buffer): Buffer {
  const changed = changeOf(action, responseOf(bytes));
  return changed === undefined ? bytes : bytesOf(changed);
}

function changeOf(action: FaultAction, response: Response): Response | undefined {
  const { fields } = response;
  switch (action.do) {
    case 'http-status':
      return { ...response, status: `${action.status} ` };
    case 'http-schemes': {
      const isProxy = response.status.startsWith('407') || fields.some(isNamed('Proxy-Authenticate'));
      const name = isProxy ? 'Proxy-Authenticate' : 'WWW-Authenticate';
      const offers = action.schemes.map((scheme) => [name, scheme] as const);
      return { ...response, fields: [...offers, ...fields.filter((field) => !isNamed(name)(field))] };
    }
    case 'http-fields': {
      const { set = {}, remove = [] } = action;
      const gone = [...Object.keys(set), ...remove].map(isNamed);
      const rest = fields.filter((field) => !gone.some((is) => is(field)));
      return { ...response, fields: [...rest, ...Object.entries(set)] };
    }
    case 'oversize':
      return oversized(response, action);
    default:
      return undefined;
  }
}

function oversized(response: Response, { bytes, part = 'length' }: OversizeAction): Response {
  const { fields, body } = response;
  if (part === 'header') return { ...response, fields: [...fields, ['X-Padding', 'x'.repeat(bytes)]] };
  const rest = fields.filter((field) => !isNamed('Content-Length')(field));
  const length = String(body.length + bytes);
  return {
    ...response,
    fields: [...rest, ['Content-Length', length]],
    body: part === 'length' ? body : Buffer.concat([body, Buffer.alloc(bytes, ' ')]),
  };
}

function isNamed(name: string): (field: readonly [string, string]) => boolean {
  return ([other]) => other.toLowerCase() === name.toLowerCase();
}

function responseOf(bytes: Buffer): Response {
  const end = bytes.indexOf(END_OF_HEAD);
  const [line = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [version = '', ...status] = line.split(' ');
  const fields = lines.map((each) => {
    const colon = each.indexOf(':');
    return [each.slice(0, colon), each.slice(colon + 1).trim()] as const;
  });
  return { version, status: status.join(' '), fields, body: bytes.subarray(end + END_OF_HEAD.length) };
}

function bytesOf({ version, status, fields, body }: Response): Buffer {
  const lines = [`${version} ${status}`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}${END_OF_HEAD}`, 'latin1'), body]);
}
