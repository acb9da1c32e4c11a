import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Code, codes } from '../../src/errors/codes';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import type { TestServer } from './server';

export interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: object;
}

/** An error as it is sent. */
export interface Shown {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly requestId: string; readonly facts?: object };
}

interface Heard {
  readonly status: number;
  readonly errors: readonly Shown[];
}

/** Asks one server what it refuses, by each transport. */
export class Refusals {
  private readonly clients: Client[] = [];

  constructor(private readonly server: () => TestServer) {}

  async byPost(ask: object, as?: Viewer): Promise<Heard> {
    const headers = { 'content-type': 'application/json', ...(await this.authorized(as)) };
    const response = await fetch(`${this.server().app.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify(ask),
    });
    const { errors } = (await response.json()) as { errors: readonly Shown[] };
    return { status: response.status, errors };
  }

  async byStream(path: string, ask: object, as?: Viewer): Promise<readonly Shown[]> {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await this.authorized(as)) };
    const url = `${this.server().app.url}${path}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(ask) });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    // Ends by itself: what is refused is over.
    const text = await response.text();
    expect(text).toMatch(/event: complete\ndata:\n\n$/);
    const [, data = ''] = /event: next\ndata: (.*)\n/.exec(text) ?? [];
    return (JSON.parse(data) as { errors: readonly Shown[] }).errors;
  }

  async bySocket(ask: Question, as?: Viewer): Promise<readonly Shown[]> {
    const client = createClient({
      url: `${this.server().app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: await this.authorized(as),
    });
    this.clients.push(client);
    return new Promise((resolve, reject) => {
      client.subscribe(ask as never, {
        next: ({ errors }) => (errors ? resolve(errors as never) : reject(new Error('it was not refused'))),
        error: (failure) => (Array.isArray(failure) ? resolve(failure as never) : reject(failure)),
        complete: () => reject(new Error('it ended without a word')),
      });
    });
  }

  /** What socket and both event streams say, which is one and the same. */
  async byLines(ask: Question, code: Code, as?: Viewer): Promise<readonly Shown[]> {
    const socket = await this.bySocket(ask, as);
    expectWhole(socket, code);
    for (const path of ['/graphql', '/graphql/stream']) {
      const streamed = await this.byStream(path, ask, as);
      expectWhole(streamed, code);
      expect(blot(streamed)).toEqual(blot(socket));
    }
    return socket;
  }

  /** That a POST is refused in the same words as all others; its status. */
  async byAll(ask: Question, code: Code, as?: Viewer): Promise<number> {
    const lines = await this.byLines(ask, code, as);
    const { status, errors } = await this.byPost(ask, as);
    expectWhole(errors, code);
    expect(blot(errors)).toEqual(blot(lines));
    return status;
  }

  async hangUp(): Promise<void> {
    for (const client of this.clients.splice(0)) await Promise.resolve(client.dispose()).catch(() => undefined);
    await this.server().hangUp();
  }

  private async authorized(viewer?: Viewer): Promise<Record<string, string>> {
    return viewer ? { authorization: `Bearer ${await this.server().token(viewer)}` } : {};
  }
}

/** Without what differs each time. */
export const blot = (errors: readonly Shown[]) =>
  JSON.parse(JSON.stringify(errors), (name, value) =>
    name === 'requestId' ? undefined : name === 'waitSeconds' ? typeof value : value,
  );

/** That errors of this code have all that an error has, and nothing of the inside. */
export function expectWhole(errors: readonly Shown[], code: Code): void {
  const { vi, en } = codes[code];
  for (const error of errors) {
    expect(error).toMatchObject({ message: expect.any(String), extensions: { code, vi, en } });
    expect(error.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(error)).not.toMatch(/fail_as_told|disk full|broken|stack/);
  }
  expect(errors.length).toBeGreaterThan(0);
}
