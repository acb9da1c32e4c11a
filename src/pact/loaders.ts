import { rowById, rowsBy } from '../graphql/loading/loader';
import { Article } from './article';
import { Pact } from './pact';
import { Party } from './party';
import { Signature } from './signature';
import { Target } from './target';
import { Version } from './version';

export const pactById = rowById(Pact);

export const pactsByConference = rowsBy(Pact, 'conferenceId', { year: 'ASC' });

export const articlesByPact = rowsBy(Article, 'pactId', { ordinal: 'ASC' });

export const targetsByPact = rowsBy(Target, 'pactId', { ordinal: 'ASC' });

/** Fixed when the text was opened for signature; none of a draft. */
export const partiesByPact = rowsBy(Party, 'pactId', { ordinal: 'ASC' });

export const versionsByPact = rowsBy(Version, 'pactId', { number: 'ASC' });

/** Every signature of a pact, withdrawn ones too, in the order given. */
export const signaturesByPact = rowsBy(Signature, 'pactId', { signedAt: 'ASC', id: 'ASC' });
