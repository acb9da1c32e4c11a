import { In } from 'typeorm';
import type { Loader } from '../graphql/loading/loader';
import { AdoptedPaper } from './adopted-paper';

/** The paper of each kind that was adopted last at each conference, by kind. */
export const standingPapersByConference: Loader<string, readonly AdoptedPaper[]> = {
  untouchedBy: ['ballotCast', 'pactSigned'],
  async read(reader, ids) {
    const papers = await reader
      .createQueryBuilder(AdoptedPaper, 'p')
      .distinctOn(['p.conferenceId', 'p.kind'])
      .where({ conferenceId: In([...ids]) })
      .orderBy({ 'p.conferenceId': 'ASC', 'p.kind': 'ASC', 'p.ordinal': 'DESC' })
      .getMany();
    return ids.map((id) => papers.filter(({ conferenceId }) => conferenceId === id));
  },
};
