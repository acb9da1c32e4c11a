import type { EntityManager } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Emblem } from '../bloc/emblem';
import { LeadershipRole } from '../bloc/leadership-term';
import type { Conference } from '../conference/conference';
import { found } from '../graphql/context';
import type { ConferenceFile, HeldFile } from './conference-file';
import { conferenceFileOf } from './conference-file-of';
import { readExistingRows } from './existing-rows';
import type { BesideFile } from './next-year';

/** The file of a conference, and what it leaves out and a draft of the next year is made with. */
export interface FileRead {
  readonly file: HeldFile;
  readonly beside: BesideFile;
}

/** Reads what a file of the conference tells; of a record or a live one, not of a rehearsal. */
export async function readConferenceFileOf(read: EntityManager, conference: Conference): Promise<FileRead> {
  const bloc = found(await read.findOneBy(Bloc, { id: conference.blocId }));
  const { slug, kind, nature, name } = conference;
  const named = {
    format: 'giaouoc/conference-file@1',
    bloc: { slug: bloc.slug },
    conference: { slug, kind, nature, name },
  };
  // Only the keys are asked of it; a text may lack its English.
  const rows = await readExistingRows(read, named as unknown as ConferenceFile);
  const { emblemHash } = bloc;
  const emblem = emblemHash === null ? null : await read.findOneBy(Emblem, { sha256: emblemHash });
  const codeOf = new Map(rows.members.map(({ id, code }) => [id, code]));
  return {
    file: conferenceFileOf({ ...rows, bloc, conference, emblem }),
    beside: {
      led: rows.leadership
        .filter(({ role }) => role === LeadershipRole.LEADER)
        .map(({ memberId, year }) => ({ member: codeOf.get(memberId) ?? memberId, year })),
      withdrawn: rows.delegates.filter(({ withdrawnAt }) => withdrawnAt !== null).map(({ code }) => code),
    },
  };
}
