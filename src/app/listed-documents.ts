import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../config/project-folder';
import { OperatorError } from '../errors/operator-error';

const path = join(projectFolder, 'schema', 'page-documents.json');

/**
 * The documents the pages of this server send, as `web/` prints them; with PUBLIC_DOCUMENTS=listed the public may send
 * no others. @throws OperatorError when the list is missing
 */
export function listedDocuments(): (document: string) => boolean {
  try {
    const listed = new Set(JSON.parse(readFileSync(path, 'utf8')) as readonly string[]);
    return (document) => listed.has(document);
  } catch (error) {
    throw new OperatorError(`PUBLIC_DOCUMENTS=listed needs ${path}: ${error instanceof Error ? error.message : error}`);
  }
}
