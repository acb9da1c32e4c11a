import type { Client, OperationResult } from '@urql/core';
import { refusalCode } from '../connection/refusal-text';
import { CastBallotDocument, ChangeBallotDocument, SignPactDocument } from './live.documents';
import type { Sent } from './outbox';
import type { OutboxEntry, Receipt } from './outbox-entry';

/** Without an answer for so long, sending is given up and tried again, in milliseconds. */
const patienceMs = 10_000;

/** Refusals that say nothing of the ballot or signature itself: it is kept and sent again. */
const passing = new Set(['BUSY', 'INTERNAL_SERVER_ERROR', 'UNAUTHENTICATED', 'TOO_MANY_TRIES', 'TOO_SLOW']);

/** Sends a ballot or a signature once. Never rejects. */
export function sendEntry(client: Client, entry: OutboxEntry): Promise<Sent> {
  const { kind, key, subjectId, content, change } = entry;
  if (kind === 'ballot' && change) {
    const ballot = client.mutation(ChangeBallotDocument, { pollId: subjectId, choices: [...content], key });
    return answered(ballot, (data) => data.changeBallot.receipt);
  }
  if (kind === 'ballot') {
    const ballot = client.mutation(CastBallotDocument, { pollId: subjectId, choices: [...content], key });
    return answered(ballot, (data) => data.castBallot.receipt);
  }
  const signature = client.mutation(SignPactDocument, { pactId: subjectId, textHash: content[0] ?? '', key });
  return answered(signature, (data) => data.signPact.receipt);
}

interface Asked<Data> {
  subscribe(hear: (result: OperationResult<Data>) => void): { unsubscribe(): void };
}

function answered<Data>(asked: Asked<Data>, receiptOf: (data: Data) => Receipt): Promise<Sent> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      // Leaving the answer aborts the request.
      unsubscribe();
      resolve({ is: 'later' });
    }, patienceMs);
    const { unsubscribe } = asked.subscribe(({ data, error }) => {
      clearTimeout(timer);
      if (data) return resolve({ is: 'done', receipt: receiptOf(data) });
      const code = error && refusalCode(error);
      if (!error || !code || passing.has(code)) return resolve({ is: 'later' });
      const { vi, en } = error.graphQLErrors[0]?.extensions ?? {};
      const text = { vi: String(vi ?? error.message), en: typeof en === 'string' ? en : null };
      return resolve({ is: 'refused', refusal: { code, text } });
    });
  });
}
