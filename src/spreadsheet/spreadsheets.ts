import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ownLoaders } from '../config/own-loaders';
import { Refusal } from '../errors/refusal';
import { fileFault } from './faults';
import type { Workbook } from './sheet';
import type { Answer } from './thread';

export interface SpreadsheetLimits {
  /** How long a file may take, in milliseconds. */
  readonly timeMs: number;
  /** Memory of one thread, in MB. What is unpacked lies beside it, within `most` (spreadsheet/sheet). */
  readonly memoryMb: number;
  /** Files read at once, and waiting. */
  readonly threads: number;
  readonly waiting: number;
}

const usual: SpreadsheetLimits = { timeMs: 10_000, memoryMb: 192, threads: 2, waiting: 8 };

/** Reads files of strangers, each in a thread of its own that is ended when it takes too long or too much. One for the app. */
export class Spreadsheets {
  private reading = 0;
  private readonly queue: (() => void)[] = [];
  private readonly limits: SpreadsheetLimits;

  constructor(limits: Partial<SpreadsheetLimits> = {}) {
    this.limits = { ...usual, ...limits };
  }

  /** @throws Refusal FILE_INVALID with one problem, BUSY when too many wait */
  async read(bytes: Uint8Array): Promise<Workbook> {
    await this.turn();
    try {
      const answer = await this.inThread(bytes);
      if ('workbook' in answer) return answer.workbook;
      throw new Refusal('FILE_INVALID', { problems: [fileFault(answer.why, answer.row)] });
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.reading -= 1;
    }
  }

  private async turn(): Promise<void> {
    if (this.reading < this.limits.threads) {
      this.reading += 1;
      return;
    }
    if (this.queue.length >= this.limits.waiting) throw new Refusal('BUSY', { waiting: this.queue.length });
    // Whoever is done hands its place on.
    await new Promise<void>((resolve) => this.queue.push(resolve));
  }

  private inThread(bytes: Uint8Array): Promise<Answer> {
    const worker = new Worker(join(__dirname, `thread${extname(__filename)}`), {
      workerData: bytes,
      execArgv: ownLoaders(),
      // It has no business with passwords and addresses.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.limits.memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    return new Promise<Answer>((resolve, reject) => {
      const tooSlow = setTimeout(() => resolve({ why: 'TOO_SLOW', row: null }), this.limits.timeMs);
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ why: 'TOO_MUCH_MEMORY', row: null }) : reject(error),
      );
      worker.once('exit', (code) => reject(new Error(`reading a spreadsheet ended with ${code}`)));
      const over = () => clearTimeout(tooSlow);
      worker.once('exit', over);
    }).finally(() => worker.terminate());
  }
}
