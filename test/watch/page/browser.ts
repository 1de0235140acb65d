import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ServerView, WatchEvents } from '../../../src/watch/messages.js';
import { requireProgram } from '../../support/require-program.js';
import type { FakeWatch } from './fake-watch.js';

/** Chromium without the requests that it makes by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
];

/** Starts one browser for the tests of a suite; the suite is skipped visibly where there is none. */
export function useBrowser(...more: readonly string[]): () => BrowserContext {
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  before(async function () {
    requireProgram(this, 'chromium');
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...more] });
    context = await browser.newContext();
  });
  after(() => browser?.close());
  return () => {
    assert.ok(context, 'the browser runs');
    return context;
  };
}

interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A page that is open, and what it did besides showing something. */
export class OpenPage implements AsyncDisposable {
  readonly page: Page;
  /** Errors of scripts, and every message of the console. */
  readonly complaints: string[] = [];
  /** The addresses that it asked. */
  readonly asked: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => this.asked.push(request.url()));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  static async of(context: BrowserContext, url: string, screen: Screen = {}): Promise<OpenPage> {
    const { width = 1280, height = 720, colorScheme = 'light' } = screen;
    const page = await context.newPage();
    const opened = new OpenPage(page);
    page.setDefaultTimeout(10_000);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(url);
    return opened;
  }

  /** The text of each element, those that only a screen reader tells included, on one line. */
  async texts(selector: string): Promise<string[]> {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.close();
  }
}

type Recorded = { [Type in 'attempt' | 'tree' | 'failure']: { type: Type; data: WatchEvents[Type] } }[
  'attempt' | 'tree' | 'failure'];

/** Events of logins that smbclient and curl made. */
export function recordedEvents(): Recorded[] {
  return readFileSync('test/vectors/watch-page/events.ndjson', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

/** The first recorded attempt with a reason. */
export function recordedAttempt(reason: string): WatchEvents['attempt'] {
  const found = recordedEvents().find(({ type, data }) => type === 'attempt' && data.reason === reason);
  assert.ok(found?.type === 'attempt', reason);
  return found.data;
}

export const serverView: ServerView = {
  version: '1.2.3',
  now: 0,
  listeners: [{ carrier: 'smb', host: '127.0.0.1', port: 4450 }],
  names: {},
  shares: ['scans'],
  keeps: { attempts: 1000, bytesPerConnection: 262_144 },
};

/** Sends the server and all that was recorded. */
export function sendRecorded(watch: FakeWatch): void {
  watch.send('server', serverView);
  for (const event of recordedEvents()) watch.send(event.type, event.data);
}
