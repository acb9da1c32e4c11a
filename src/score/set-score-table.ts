import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { sha256 } from '../log/canonical';
import { canonicalTable, tableHash } from './canonical-table';
import { scoreTableSet } from './events';
import { versionsOf } from './read-tables';
import type { ScoreTableFiles } from './table-files';
import { YearTable } from './year-table';

@InputType({ description: 'The score table of a bloc for the year its file names.' })
export class SetScoreTableInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => String, {
    description:
      'The whole file, YAML or JSON (docs/score-table.md); with the rest of the request at most `BODY_LIMIT_BYTES`.',
  })
  text: string;
}

/**
 * Adds a version of the score table of the year that its file names. Nobody is scored by it before it is frozen.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, FILE_INVALID with every problem, SCORE_TABLE_FROZEN
 */
export async function setScoreTable(
  db: Database,
  viewer: Viewer,
  input: SetScoreTableInput,
  files: ScoreTableFiles,
): Promise<Receipt> {
  requireField(viewer, 'Mutation.setScoreTable');
  const blocId = asId(input.blocId);
  const read = files.read(input.text);
  const about = { blocId, sha256: sha256(input.text) };
  const ask = { act: 'setScoreTable', about, idempotencyKey: input.idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    await requireAtBloc(tx, viewer, 'Mutation.setScoreTable', blocId);
    if ('problems' in read) throw new Refusal('FILE_INVALID', { problems: read.problems });
    const { year } = read.table;
    const versions = await versionsOf(tx, blocId, year);
    const frozen = versions.find(({ frozenAt }) => frozenAt !== null);
    if (frozen) throw new Refusal('SCORE_TABLE_FROZEN', { year, version: frozen.version });
    const table: YearTable = {
      ...{ id: randomUUID(), blocId, year, version: (versions[0]?.version ?? 0) + 1 },
      ...{ canonicalText: canonicalTable(read.table), hash: tableHash(read.table) },
      ...{ setAt: await readDatabaseNow(tx), accountId: viewer.accountId },
      ...{ frozenAt: null, pollId: null, finishedAt: null, releasedAt: null },
    };
    await tx.insert(YearTable, table);
    return scoreTableSet(table);
  });
}
