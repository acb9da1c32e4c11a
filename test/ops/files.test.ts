import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/config';

const project = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');

describe('ops/docker', () => {
  const { services } = parse(read('ops/docker/compose.yml')) as {
    services: Record<string, { environment: Record<string, string>; ports?: string[] }>;
  };
  const values: Record<string, string> = { POSTGRES_PASSWORD: 'q8-long-enough', SITE: 'hoinghi.example.vn' };
  const filled = Object.entries(services.server?.environment ?? {}).map(([name, value]) => [
    name,
    value.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, from: string, otherwise = '') => values[from] ?? otherwise),
  ]);

  it('starts the server in production, on settings that are taken', () => {
    const config = readConfig({ HOST: '0.0.0.0', ...Object.fromEntries(filled) });
    expect(config).toMatchObject({ production: true, metricsToken: null, logLevel: 'info', tracesUrl: null });
  });

  it('lets metrics, log and traces be set, and the metrics be read on the machine itself and nowhere else', () => {
    const names = filled.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['METRICS_TOKEN', 'LOG_LEVEL', 'OTEL_EXPORTER_OTLP_ENDPOINT']));
    expect(services.server?.ports).toEqual(['127.0.0.1:4000:4000']);
  });

  it('sends nothing to the build that is made anew or secret, in whichever folder it lies', () => {
    const patterns = read('.dockerignore').trim().split('\n');
    for (const name of ['node_modules', 'dist', '.env', '.giaouoc']) expect(patterns).toContain(`**/${name}`);
  });
});

describe('what watches over a server and acts by itself', () => {
  it.each(['ops/caddy/Caddyfile', 'ops/docker/Dockerfile'])(
    'asks in %s whether it lives, not for its database',
    (path) => {
      const lines = read(path)
        .split('\n')
        .filter((line) => !/^\s*#/.test(line));
      expect(lines.join('\n')).toContain('/healthz');
      expect(lines.join('\n')).not.toContain('/readyz');
    },
  );
});
