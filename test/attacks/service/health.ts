import { Agent, get } from 'node:http';
import { answer } from './helper';

/** Asks `/healthz` again and again, one request at a time, and knows how long it was without an answer. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let watch: { longestMs: number; askedAt: number; isOver: boolean; answers: number } | null = null;

function ask(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${url}/healthz`, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}

async function look(url: string, everyMs: number): Promise<void> {
  const current = { longestMs: 0, askedAt: performance.now(), isOver: false, answers: 0 };
  watch = current;
  while (!current.isOver) {
    const answered = await ask(url);
    const at = performance.now();
    current.longestMs = Math.max(current.longestMs, at - current.askedAt);
    const waitMs = Math.max(0, everyMs - (at - current.askedAt));
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    // Without an answer the silence goes on from where it began.
    if (answered) {
      current.answers += 1;
      current.askedAt = performance.now();
    }
  }
}

answer({
  async watch({ url, everyMs }: { url: string; everyMs: number }) {
    // The first answer opens the connection.
    await ask(url);
    void look(url, everyMs);
  },
  /** The longest time without an answer since `watch`, in milliseconds, one still to come included. */
  silence() {
    if (!watch) throw new Error('nothing was watched');
    watch.isOver = true;
    return Math.max(watch.longestMs, performance.now() - watch.askedAt);
  },
  /** Milliseconds one answer takes; null when there is none. */
  async answerMs({ url }: { url: string }) {
    const askedAt = performance.now();
    return (await ask(url)) ? performance.now() - askedAt : null;
  },
});
