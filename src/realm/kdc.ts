import { CodecError } from '../bytes/index.js';
import { decode } from '../der/structure.js';
import type { KdcPeer } from '../facts/kdc-record.js';
import { asReq, type KdcReq, type KdcReqBody, KdcOptions, tgsReq } from '../krb5/messages/kdc.js';
import { nameToText, type PrincipalName } from '../krb5/messages/principal.js';
import { answerAsReq, type Parties } from './as-exchange.js';
import type { Client } from './clients.js';
import { askedFor, type Exchange, type Reply, resultOf } from './exchange.js';
import type { KdcState } from './kdc-state.js';
import { encodeRefusal, isRefusal, type OrRefusal, refuse, type Refusal } from './refusal.js';
import { RecentAnswers } from './recent-answers.js';
import type { ScriptedState } from './scripted-state.js';
import { answerTgsReq } from './tgs-exchange.js';
import { openTicket, type ShownTicket } from './ticket-granting-request.js';

/**
 * Identifier octets of the messages of Kerberos (RFC 4120 5.10), but for the last, KRB-ERROR: two KDCs that answered
 * each other's errors would never end.
 */
const Tag = { AS_REQ: 0x6a, TGS_REQ: 0x6c, FIRST: 0x6a, LAST: 0x7d } as const;

/** The principals of a request, as far as it was understood; errors repeat them. */
interface Subject {
  cname?: PrincipalName | undefined;
  sname: PrincipalName;
  /** Milliseconds by which the clock of the KDC is ahead for this request. */
  skew: number;
  body?: KdcReqBody;
  /** The client of the ticket in a TGS-REQ. */
  ticketOf?: { readonly realm: string; readonly name: PrincipalName };
  /** The scripted state of the principals. */
  state: ScriptedState;
}

/**
 * A key distribution center as a function of bytes (RFC 4120 3.1, 3.3): no sockets, clocks and randomness of the
 * runtime.
 */
export class Kdc {
  readonly #state: KdcState;
  readonly #recent: RecentAnswers;
  readonly #onError: (error: unknown) => void;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;

  /**
   * @param onError receives errors that are no fault of a client
   * @param onExchange called when an exchange has its answer; requests that come again are not told again.
   *   Undefined: nobody listens, and no record is made
   */
  constructor(state: KdcState, onError: (error: unknown) => void, onExchange?: (exchange: Exchange) => void) {
    this.#state = state;
    this.#recent = new RecentAnswers(state.runtime);
    this.#onError = onError;
    this.#onExchange = onExchange;
  }

  /**
   * The answer to one message: a reply or a KRB-ERROR. A request that comes again, as over UDP, gets the same answer
   * again (RFC 4120 3.1.2).
   *
   * @param remote undefined: no socket carried it
   * @returns undefined for a KRB-ERROR, and for bytes that are no message of Kerberos
   */
  answer(request: Buffer, remote?: KdcPeer): Promise<Buffer | undefined> {
    const [tag = 0] = request;
    if (tag < Tag.FIRST || tag > Tag.LAST) return Promise.resolve(undefined);
    return this.#recent.answer(request, () => this.#compute(request, tag, remote));
  }

  /** A KRB-ERROR of the carrier: about a message that is not read, or not sent; or of a script, by its code. */
  refuse(error: 'KRB_ERR_RESPONSE_TOO_BIG' | 'KRB_ERR_FIELD_TOOLONG' | number, text: string): Buffer {
    const { realm, services, runtime } = this.#state;
    return encodeRefusal(refuse(error, text), {
      now: runtime.now(),
      realm,
      sname: services.ticketGranting.name,
    });
  }

  async #compute(request: Buffer, tag: number, remote: KdcPeer | undefined): Promise<Buffer> {
    const { realm, services, runtime } = this.#state;
    const subject: Subject = {
      sname: services.ticketGranting.name,
      skew: 0,
      state: {},
    };
    const result = await this.#attempt(request, tag, subject);
    if (tag === Tag.AS_REQ || tag === Tag.TGS_REQ)
      this.#tell(tag === Tag.AS_REQ ? 'AS' : 'TGS', subject, result, remote);
    if (!isRefusal(result)) return result.message;
    const { cname, sname, skew } = subject;
    return encodeRefusal(result, { now: runtime.now() + skew, realm, sname, cname });
  }

  /** A listener that fails changes no answer. */
  #tell(
    exchange: Exchange['exchange'],
    { body, ticketOf, state }: Subject,
    answer: OrRefusal<Reply>,
    remote: KdcPeer | undefined,
  ): void {
    if (this.#onExchange === undefined) return;
    try {
      const { realm, runtime } = this.#state;
      const asked = askedFor(body, realm, ticketOf);
      this.#onExchange({ ...asked, time: runtime.now(), exchange, remote, state, result: resultOf(answer) });
    } catch (error) {
      this.#onError(error);
    }
  }

  async #attempt(request: Buffer, tag: number, subject: Subject): Promise<OrRefusal<Reply>> {
    try {
      if (tag === Tag.AS_REQ) return await this.#answerAsReq(request, subject);
      if (tag === Tag.TGS_REQ) return await this.#answerTgsReq(request, subject);
      return refuse('KRB_AP_ERR_MSG_TYPE', 'a KDC answers AS-REQ and TGS-REQ');
    } catch (error) {
      if (error instanceof CodecError) return refusalOfCodec(error);
      this.#onError(error);
      return refuse('KRB_ERR_GENERIC', 'internal error');
    }
  }

  async #answerAsReq(request: Buffer, subject: Subject): Promise<OrRefusal<Reply>> {
    const req = decode(asReq, request, 'AS-REQ');
    const { cname, realm, kdcOptions } = req.reqBody.value;
    subject.body = req.reqBody.value;
    // A realm of the client in this error would be a referral (RFC 6806 7).
    if (realm !== this.#state.realm) return wrongRealm(realm, this.#state.realm);
    if (cname === undefined) return refuse('KDC_ERR_C_PRINCIPAL_UNKNOWN', 'the request names no client');
    subject.cname = cname;
    const client = await this.#state.clients.find(cname, (kdcOptions & KdcOptions.CANONICALIZE) !== 0);
    if (isRefusal(client)) return client;
    const parties = this.#partiesOf(client, req, subject);
    return isRefusal(parties) ? parties : answerAsReq(this.#state, request, req, parties);
  }

  async #answerTgsReq(request: Buffer, subject: Subject): Promise<OrRefusal<Reply>> {
    const req = decode(tgsReq, request, 'TGS-REQ');
    subject.body = req.reqBody.value;
    const shown: OrRefusal<ShownTicket> = openTicket(this.#state, req);
    if (isRefusal(shown)) return shown;
    const { crealm, cname } = shown.contents;
    subject.ticketOf = { realm: crealm, name: cname };
    subject.cname = cname;
    const client = await this.#state.clients.find(cname, false);
    if (isRefusal(client)) return client;
    const parties = this.#partiesOf(client, req, subject);
    return isRefusal(parties) ? parties : answerTgsReq(this.#state, shown, req.reqBody, parties);
  }

  /** The parties of a request, unless a script or an unknown service ends it here. */
  #partiesOf(client: Client, { reqBody: { value: body } }: KdcReq, subject: Subject): OrRefusal<Parties> {
    const { states, runtime } = this.#state;
    if (body.sname !== undefined) subject.sname = body.sname;
    const service = this.#serviceOf(body);
    const state = isRefusal(service) ? states.of(client) : states.ofAnswer(client, service);
    subject.state = state;
    subject.skew = (state.clockSkewSeconds ?? 0) * 1000;
    if (state.error !== undefined) return refuse(state.error, 'a scripted error');
    if (isRefusal(service)) return service;
    const now = Math.floor(runtime.now() / 1000) * 1000;
    return { client, service, now, skew: subject.skew };
  }

  #serviceOf({ sname, realm }: KdcReqBody): OrRefusal<Parties['service']> {
    const { services, realm: ours } = this.#state;
    if (sname === undefined) return refuse('KDC_ERR_S_PRINCIPAL_UNKNOWN', 'the request names no service');
    if (realm !== ours) return refuse('KDC_ERR_S_PRINCIPAL_UNKNOWN', `this is the KDC of ${ours}`);
    const service = services.find(sname);
    if (service !== undefined) return service;
    const other = services.findInOtherCase(sname);
    const hint = other === undefined ? '' : `; there is ${other.text}, and names have case`;
    const refusal = refuse('KDC_ERR_S_PRINCIPAL_UNKNOWN', `no service ${nameToText(sname)}${hint}`);
    return { ...refusal, near: other?.text };
  }
}

/** The client is told the name of the realm where its own differs in case alone. */
function wrongRealm(asked: string, ours: string): Refusal {
  const refusal = refuse('KDC_ERR_WRONG_REALM', `this is the KDC of ${ours}`);
  return asked.toUpperCase() === ours.toUpperCase() ? { ...refusal, crealm: ours } : refusal;
}

function refusalOfCodec({ code, field, message }: CodecError): Refusal {
  if (code !== 'bad-constant') return refuse('KRB_ERR_GENERIC', message);
  if (field === 'pvno' || field === 'tktVno' || field === 'authenticatorVno')
    return refuse(field === 'pvno' ? 'KDC_ERR_BAD_PVNO' : 'KRB_AP_ERR_BADVERSION', message);
  return refuse(field === 'msgType' ? 'KRB_AP_ERR_MSG_TYPE' : 'KRB_ERR_GENERIC', message);
}
