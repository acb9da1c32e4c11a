import Fastify from 'fastify';
import { warnBehindProxy } from '../../src/transport/http/warn-behind-proxy';

describe('warnBehindProxy', () => {
  it('warns when a proxy passes something on, once a minute at most, and of nobody else', async () => {
    const lines: string[] = [];
    const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => void lines.push(line) } } });
    warnBehindProxy(app);
    app.get('/', async () => 'here');
    const ask = (headers: Record<string, string>) => app.inject({ url: '/', headers });
    await ask({ 'x-forwarded-for': '203.0.113.7' });
    expect(lines).toEqual([]);
    for (let n = 0; n < 3; n += 1) await ask({ 'x-forwarded-proto': 'https' });
    expect(lines).toEqual([expect.stringContaining('PRODUCTION is off')]);
    await app.close();
  });
});
