import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { aFolder } from '../support/leftovers';

const project = join(__dirname, '../..');
const [, options] = require('../../jest.config.js').transform['^.+\\.ts$'];

/** A copy of the project in which files may be broken; removed when this process ends. The project itself is never written to. */
export interface Scratch {
  readonly folder: string;
  read(file: string): string;
  write(file: string, source: string): void;
  /** Builds the pages anew. @throws when they do not build */
  buildPages(): void;
}

/** Copies what git knows or would add, links the packages, and copies the built pages. */
export function makeScratch(): Scratch {
  const folder = aFolder('giaouoc-mutants-');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: project,
    encoding: 'utf8',
  });
  for (const file of files.split('\0')) {
    if (!file || !existsSync(join(project, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(project, file), join(folder, file));
  }
  for (const packages of ['node_modules', 'web/node_modules'])
    if (existsSync(join(project, packages))) symlinkSync(join(project, packages), join(folder, packages));
  if (existsSync(join(project, 'web/dist')))
    cpSync(join(project, 'web/dist'), join(folder, 'web/dist'), { recursive: true });
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, source) => writeFileSync(join(folder, file), source),
    buildPages: () =>
      void execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(folder, 'web'), stdio: 'pipe' }),
  };
}

/** Why a source does not compile, or null. */
export function compileFault(file: string, source: string): string | null {
  if (!/\.tsx?$/.test(file)) return null;
  const parser = { ...options.jsc.parser, tsx: file.endsWith('.tsx') };
  try {
    transformSync(source, { ...options, jsc: { ...options.jsc, parser }, filename: file, swcrc: false });
    return null;
  } catch (error) {
    return (error as Error).message.split('\n').find((line) => line.trim()) ?? 'does not compile';
  }
}
