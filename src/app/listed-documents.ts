import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config/project-folder';
import { OperatorError } from '../errors/operator-error';
import {
  followConference,
  followLog,
  followPact,
  followPoll,
  readEvents,
  readProgramme,
  readTally,
} from '../rehearsal/documents';

const path = join(projectFolder, 'schema', 'page-documents.json');

/** What the players of a rehearsal ask, some of them without signing in. */
const ofRehearsals = [readProgramme, readEvents, readTally, followConference, followPoll, followPact, followLog];

/**
 * The queries and subscriptions the pages of this server send, to the byte, as web/build/page-documents.mjs lists them,
 * and those of a rehearsal; with PUBLIC_DOCUMENTS=listed the public may send no others.
 * @throws OperatorError when the list is missing
 */
export function listedDocuments(): (document: string) => boolean {
  try {
    const ofPages = JSON.parse(readFileSync(path, 'utf8')) as readonly string[];
    const listed = new Set([...ofPages, ...ofRehearsals]);
    return (document) => listed.has(document);
  } catch (error) {
    throw new OperatorError(`PUBLIC_DOCUMENTS=listed needs ${path}: ${error instanceof Error ? error.message : error}`);
  }
}
