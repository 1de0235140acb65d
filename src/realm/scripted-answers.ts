import { CodecError } from '../bytes/index.js';
import { decode } from '../der/structure.js';
import type { KdcPeer } from '../facts/kdc-record.js';
import type { Endpoint } from '../facts/recorder.js';
import { asReq } from '../krb5/messages/kdc.js';
import { nameToText } from '../krb5/messages/principal.js';
import type { Delivery } from '../runtime/delivery.js';
import type { AnswerScripts } from './answer-script.js';
import type { Kdc } from './kdc.js';

/** An answer as it leaves. */
export interface Leaving {
  /** Undefined: nothing leaves. */
  readonly message: Buffer | undefined;
  /** Absent: it leaves at once and whole. */
  readonly delivery?: Delivery;
}

/** Identifier octets of the requests of a KDC (RFC 4120 5.4.1). */
const exchanges: ReadonlyMap<number | undefined, 'AS' | 'TGS'> = new Map([
  [0x6a, 'AS'],
  [0x6c, 'TGS'],
]);

/** The answers of a KDC as a script changes them. */
export class ScriptedAnswers {
  readonly #kdc: Kdc;
  readonly #scripts: AnswerScripts | undefined;

  /** @param scripts undefined: all answers are as they are */
  constructor(kdc: Kdc, scripts: AnswerScripts | undefined) {
    this.#kdc = kdc;
    this.#scripts = scripts;
  }

  /** Whether answers may be changed now. */
  get active(): boolean {
    return this.#scripts?.changeOf !== undefined;
  }

  /** The form in which the answer to a request leaves. */
  leaving(message: Buffer, request: Buffer, remote: KdcPeer, local: Endpoint): Leaving {
    const exchange = exchanges.get(request[0]);
    if (exchange === undefined) return { message };
    const client = exchange === 'AS' ? clientOf(request) : undefined;
    const question = { exchange, remote, local, ...(client !== undefined && { client }) };
    const change = this.#scripts?.changeOf?.(question);
    if (change === undefined) return { message };
    if (change.dropped === true) return { message: undefined };
    const { error, delivery } = change;
    return {
      message: error === undefined ? message : this.#kdc.refuse(error, 'as a fault has it'),
      ...(delivery && { delivery }),
    };
  }
}

function clientOf(request: Buffer): string | undefined {
  try {
    const { cname } = decode(asReq, request, 'AS-REQ').reqBody.value;
    return cname && nameToText(cname);
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
