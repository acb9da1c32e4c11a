import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/database/database';
import { Indicator } from '../../src/indicator/indicator';
import { Result, ResultKind } from '../../src/indicator/result';
import { Movement } from '../../src/movement/movement';
import { closesYear, type Hall, opensYear } from './hall';

const text = { vi: 'x', en: null };

/** Gives the first `members` of a hall a result, each by an indicator of its own, and a movement. */
export async function reportFacts(db: Database, hall: Hall, members = hall.members.length): Promise<void> {
  const blocId = hall.bloc.id;
  const conferenceId = hall.conference.id;
  for (const { id: memberId, ordinal } of hall.members.slice(0, members)) {
    const indicatorId = randomUUID();
    const code = `CHI_TIEU_${ordinal}`;
    await db.manager.insert(Indicator, { id: indicatorId, blocId, code, ordinal, name: text, unit: null });
    await db.manager.insert(Result, {
      id: randomUUID(),
      blocId,
      indicatorId,
      memberId,
      conferenceId,
      key: code,
      ordinal,
      year: closesYear,
      kind: ResultKind.STATEMENT,
      raw: 'khá',
      flags: [],
    });
    await db.manager.insert(Movement, {
      id: randomUUID(),
      blocId,
      memberId,
      conferenceId,
      year: opensYear,
      code,
      ordinal,
      field: text,
      emphasised: false,
    });
  }
}
