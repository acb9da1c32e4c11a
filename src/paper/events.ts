import type { DomainEvent } from '../log/append';
import { topics } from '../log/topics';
import type { AdoptedPaper } from './adopted-paper';

/** A paper reads as it does from now on; a later one of its kind may take its place. */
export function paperAdopted(paper: AdoptedPaper): DomainEvent {
  const { conferenceId, kind, ordinal, number, datedOn, digest, contentHash, reason } = paper;
  return {
    stream: conferenceId,
    kind: 'paperAdopted',
    subject: conferenceId,
    data: { kind, ordinal, number, datedOn, digest, contentHash, reason },
    topics: [topics.conference(conferenceId)],
  };
}

/** The paper that stands was signed and stamped: the hash of the file that shows it. */
export function paperSigned(paper: AdoptedPaper): DomainEvent {
  const { conferenceId, kind, ordinal, number, digest, scanHash } = paper;
  return {
    stream: conferenceId,
    kind: 'paperSigned',
    subject: conferenceId,
    data: { kind, ordinal, number, digest, scanHash },
    topics: [topics.conference(conferenceId)],
  };
}
