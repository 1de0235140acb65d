import type { Conversation } from '../../messages.js';

/** An answer of the server to a question about one attempt. */
export type Answer<Value> =
  | { readonly state: 'there'; readonly value: Value }
  /** The server keeps the latest attempts only. */
  | { readonly state: 'forgotten' }
  | { readonly state: 'failed'; readonly cause: string };

/** Asks for the messages of an attempt. */
export function askConversation(token: string, id: number): Promise<Answer<Conversation>> {
  return ask(token, `attempts/${id}/conversation`, (response) => response.json() as Promise<Conversation>);
}

/** Asks for the capture of an attempt: a file of pcapng. */
export function askCapture(token: string, id: number): Promise<Answer<Blob>> {
  return ask(token, `attempts/${id}/capture`, (response) => response.blob());
}

async function ask<Value>(
  token: string,
  path: string,
  read: (response: Response) => Promise<Value>,
): Promise<Answer<Value>> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(path, { headers, cache: 'no-store' });
    if (response.status === 404) return { state: 'forgotten' };
    if (!response.ok) return { state: 'failed', cause: `the server answers ${response.status}` };
    return { state: 'there', value: await read(response) };
  } catch {
    return { state: 'failed', cause: 'the server cannot be reached' };
  }
}
