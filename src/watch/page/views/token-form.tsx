import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Store } from '../state/store.js';

/** Asks for the address that the server printed: the page was opened without its token, or with an old one. */
export function TokenForm({ store }: { readonly store: Store }): JSX.Element {
  const [isWrong, setWrong] = useState(false);
  const [text, setText] = useState('');
  return (
    <main class="token">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setWrong(!store.useToken(text));
        }}
      >
        <h2>Open the address that the server printed</h2>
        <p>
          {store.token === undefined
            ? 'Its end, behind #, is the key to this page.'
            : 'The server does not know the key of this tab: it was started anew since, and printed a new address.'}
        </p>
        <p>
          <code>Watch on http://127.0.0.1:4480/watch/#…</code>
        </p>
        <label htmlFor="token">Or paste it here</label>
        <div class="row">
          <input
            id="token"
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={text}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'token-wrong' : undefined}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit" class="main">
            Open
          </button>
        </div>
        {isWrong && (
          <p id="token-wrong" class="wrong" role="alert">
            That has no key in it: 64 hexadecimal digits at its end.
          </p>
        )}
      </form>
    </main>
  );
}
