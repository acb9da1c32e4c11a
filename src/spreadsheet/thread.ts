import { parentPort, workerData } from 'node:worker_threads';
import { readSpreadsheet } from './read';
import { type Unreadable, UnreadableFile, type Workbook } from './sheet';

/** What the thread tells: what it read, or why it could not. */
export type Answer = { readonly workbook: Workbook } | { readonly why: Unreadable; readonly row: number | null };

function answerFor(bytes: Uint8Array): Answer {
  try {
    return { workbook: readSpreadsheet(Buffer.from(bytes)) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { why: error.why, row: error.row };
    throw error;
  }
}

parentPort?.postMessage(answerFor(workerData as Uint8Array));
