import { checkConferenceFile } from './check-conference-file';
import type { ConferenceFile } from './conference-file';
import { type CompiledSchema, compileSchema, type ReadFile, readShapedFile } from './read-shaped-file';

/** Reads a conference file and checks all that can be told without the database; see `readShapedFile`. */
export function readConferenceFile(text: string): ReadFile<ConferenceFile> {
  compiled ??= compileSchema('conference-file.schema.json');
  return readShapedFile(text, compiled, checkConferenceFile, ['conference']);
}

let compiled: CompiledSchema | undefined;
