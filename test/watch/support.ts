import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { createLocalListener, type LocalListener } from '../../src/local-http/listener.js';
import { Catalogue } from '../../src/posture/catalogue.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { defaultMechanismWords } from '../../src/server/default-words.js';
import type { ServerOptions } from '../../src/server/options.js';
import type { Conversation, WatchEvents } from '../../src/watch/messages.js';
import { Watch, type WatchOptions } from '../../src/watch/watch.js';
import { type Fixture, serve } from '../session/support.js';
import { until } from '../support/until.js';

/** A watch without a server. */
export function watchOf(options: Partial<WatchOptions> = {}): Watch {
  return new Watch({
    runtime: systemRuntime,
    version: '1.0.0',
    names: { netbiosName: 'PRINTSRV' },
    catalogue: new Catalogue(defaultMechanismWords),
    file: (name) => Buffer.from(`the file ${name}`),
    onError: (error) => assert.fail(String(error)),
    ...options,
  });
}

/** Serves a watch alone. */
export async function listen(watch: Watch): Promise<LocalListener & AsyncDisposable> {
  const listener = await createLocalListener([watch], {
    host: '127.0.0.1',
    port: 0,
    runtime: systemRuntime,
    onError: (error) => assert.fail(String(error)),
  }).open();
  return { ...listener, [Symbol.asyncDispose]: async () => listener.close() };
}

/** A server that is watched, for one test. */
export interface WatchedFixture extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly watch: Watch;
  readonly listener: LocalListener;
  /** A GET with the token. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** The conversation of an attempt, once it is there. */
  conversation(attempt: number): Promise<Conversation>;
}

/** Starts a server that is watched. */
export async function serveWatched(
  options: Omit<Partial<ServerOptions>, 'runtime'> = {},
): Promise<WatchedFixture> {
  const watch = watchOf();
  const fixture = await serve({ ...options, tap: watch.tap });
  watch.observe(fixture.server);
  const listener = await listen(watch);
  const get = (path: string, headers = {}): Promise<Response> =>
    fetch(`${listener.url}${path}`, {
      headers: { authorization: `Bearer ${watch.token}`, ...headers },
      redirect: 'manual',
    });
  return {
    fixture,
    watch,
    listener,
    get,
    conversation: async (attempt) => {
      let answer: Response | undefined;
      await until(`attempt ${attempt} is known`, async () => {
        answer = await get(`/watch/attempts/${attempt}/conversation`);
        if (answer.status !== 200) await answer.body?.cancel();
        return answer.status === 200;
      });
      return (await answer?.json()) as Conversation;
    },
    [Symbol.asyncDispose]: async () => {
      await fixture[Symbol.asyncDispose]();
      await listener.close();
    },
  };
}

/** One event as it came. */
export type ReceivedEvent = {
  [Type in keyof WatchEvents]: { readonly id: number; readonly type: Type; readonly data: WatchEvents[Type] };
}[keyof WatchEvents];

/** A page that reads the events. */
export class EventReader implements Disposable {
  readonly events: ReceivedEvent[] = [];
  /** Everything that came, undecoded. */
  text = '';
  isEnded = false;
  readonly response: IncomingMessage;

  private constructor(response: IncomingMessage) {
    this.response = response;
    response.setEncoding('utf8');
    let rest = '';
    response.on('data', (piece: string) => {
      this.text += piece;
      const blocks = `${rest}${piece}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) if (!block.startsWith(':')) this.events.push(eventOf(block));
    });
    response.on('close', () => (this.isEnded = true));
    response.on('error', () => {});
  }

  /** @param paused whether it reads nothing for now */
  static async open(
    { listener, watch }: Pick<WatchedFixture, 'listener' | 'watch'>,
    after?: number,
    paused = false,
  ): Promise<EventReader> {
    const path = `/watch/events${after === undefined ? '' : `?after=${after}`}`;
    const sent = request({
      host: '127.0.0.1',
      port: listener.port,
      path,
      headers: { authorization: `Bearer ${watch.token}` },
    });
    sent.end();
    sent.on('error', () => {});
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    assert.equal(response.statusCode, 200);
    const reader = new EventReader(response);
    if (paused) response.pause();
    return reader;
  }

  /** Waits for an event. */
  async event<Type extends keyof WatchEvents>(
    type: Type,
    matches: (data: WatchEvents[Type]) => boolean = () => true,
  ): Promise<{ readonly id: number; readonly data: WatchEvents[Type] }> {
    const find = () =>
      this.events.find((event) => event.type === type && matches(event.data as WatchEvents[Type]));
    await until(`an event ${type}`, () => find() !== undefined);
    const { id, data } = find() ?? assert.fail();
    return { id, data: data as WatchEvents[Type] };
  }

  [Symbol.dispose](): void {
    this.response.destroy();
  }
}

function eventOf(block: string): ReceivedEvent {
  const [, id = '', type = '', data = ''] =
    /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? assert.fail(block);
  return { id: Number(id), type, data: JSON.parse(data) as unknown } as ReceivedEvent;
}
