import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Documents as an app on Relay has them compiled, against the printed schema. What is made has the names of the documents.
 * @param moduleName file they stand in, which their names begin with
 * @throws Error when relay-compiler refuses them; it says why on standard output
 */
export function compiledForRelay<Made>(moduleName: string, documents: readonly string[]): (name: string) => Made {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-relay-'));
  try {
    for (const name of ['src', 'made']) mkdirSync(join(folder, name));
    const tags = documents.map((text) => `graphql\`${text}\`;`);
    const text = ["import { graphql } from 'relay-runtime';", ...tags].join('\n');
    writeFileSync(join(folder, 'src', `${moduleName}.js`), text);
    copyFileSync(join(__dirname, '../../schema/api.graphql'), join(folder, 'schema.graphql'));
    const config = { src: './src', language: 'javascript', schema: './schema.graphql', artifactDirectory: './made' };
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({ ...config, eagerEsModules: false }));
    const program = require.resolve('relay-compiler/cli.js');
    execFileSync(process.execPath, [program, 'relay.config.json'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const names = documents.map((text) => /(?:query|mutation|subscription|fragment) (\w+)/.exec(text)?.[1] as string);
    const refetched = documents.flatMap((text) => /queryName: "(\w+)"/.exec(text)?.[1] ?? []);
    // Read while they are there; one that names another finds it.
    const made = new Map(
      [...names, ...refetched].map((name) => [name, require(join(folder, 'made', `${name}.graphql.js`)) as Made]),
    );
    return (name) => made.get(name) as Made;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
