import { Command, encodeMessage, splitCompound } from '../../src/smb2-codec/index.js';
import { isSmb1Response } from '../../src/smb2-codec/smb1-negotiate.js';
import { type AnswerFields, fieldsOfAnswer } from './answer-fields.js';
import { type ClientSession, ConnectionClosed, SmbClient } from './smb-client.js';

/** The answers of a server, step by step: fields by `STEP` and name. */
export type Answers = Map<string, AnswerFields>;

/** A scripted client whose answers are taken to pieces, whatever becomes of them afterwards. */
export class WatchedClient {
  readonly client: SmbClient;
  readonly #answers: Answers;
  readonly #title: string;
  /** An SMB1 request counts as an empty header of SMB2. */
  #request = encodeMessage({ command: Command.NEGOTIATE }, () => {});
  #answer: Buffer | undefined;

  private constructor(client: SmbClient, title: string, answers: Answers) {
    this.client = client;
    this.#title = title;
    this.#answers = answers;
    const send = client.send.bind(client);
    client.send = (...args) => (this.#request = Buffer.from(send(...args)));
    const receivePayload = client.receivePayload.bind(client);
    client.receivePayload = async () => (this.#answer = Buffer.from(await receivePayload()));
  }

  static async connect(port: number, title: string, answers: Answers): Promise<WatchedClient> {
    return new WatchedClient(await SmbClient.connect(port), title, answers);
  }

  /**
   * Does something that is answered, and keeps the fields of the answer; it may be an answer that the scripted client
   * refuses.
   *
   * @param session whose key the answer may be signed with
   */
  async step<T>(
    name: string,
    act: () => Promise<T>,
    session?: () => ClientSession | undefined,
  ): Promise<T | undefined> {
    this.#answer = undefined;
    let result: T | undefined;
    try {
      result = await act();
    } catch (error) {
      if (!(error instanceof ConnectionClosed) && this.#answer === undefined) throw error;
    }
    const answers = this.#answer === undefined ? [undefined] : parts(this.#answer);
    for (const [index, answer] of answers.entries()) {
      const part = answers.length > 1 ? `, answer ${index + 1}` : '';
      this.#answers.set(`${this.#title}: ${name}${part}`, this.#fields(answer, session?.()));
    }
    return result;
  }

  #fields(answer: Buffer | undefined, session: ClientSession | undefined): AnswerFields {
    if (answer === undefined) return { connection: 'closed' };
    if (isSmb1Response(answer)) return { smb1: answer.subarray(32).toString('hex') };
    return fieldsOfAnswer(answer, { request: this.#request, session });
  }
}

function parts(answer: Buffer): Buffer[] {
  return isSmb1Response(answer) ? [answer] : splitCompound(answer);
}
