/** One event of a stream, or a comment, which only tells that the server is there. */
export type StreamEvent =
  | { readonly kind: 'event'; readonly type: string; readonly id: number | undefined; readonly data: string }
  | { readonly kind: 'comment' };

/** The end of a line in an event stream. */
const lineEnd = /\r\n|\n|\r/;

/** Reads an event stream (HTML Living Standard 9.2.6). The browser's own reader cannot send a token. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let event = new UnfinishedEvent();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    // A CR at the end may be half of a CRLF.
    const lines = rest.endsWith('\r') ? rest.slice(0, -1).split(lineEnd) : rest.split(lineEnd);
    rest = (lines.pop() ?? '') + (rest.endsWith('\r') ? '\r' : '');
    for (const line of lines) {
      if (line.startsWith(':')) yield { kind: 'comment' };
      else if (line !== '') event.takeLine(line);
      else {
        if (event.hasData) yield event.asEvent();
        event = new UnfinishedEvent();
      }
    }
  }
}

/** The lines of an event whose end has not come. */
class UnfinishedEvent {
  readonly #data: string[] = [];
  #type = 'message';
  #id: number | undefined;

  get hasData(): boolean {
    return this.#data.length > 0;
  }

  takeLine(line: string): void {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#type = value;
    else if (field === 'id' && /^\d{1,15}$/.test(value)) this.#id = Number(value);
  }

  asEvent(): StreamEvent {
    return { kind: 'event', type: this.#type, id: this.#id, data: this.#data.join('\n') };
  }
}
