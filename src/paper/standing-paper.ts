import type { EntityManager } from 'typeorm';
import { AdoptedPaper, type PaperKind } from './adopted-paper';

/** The paper of a kind that was adopted last; null where none was. The conference must be held. */
export function standingPaper(tx: EntityManager, conferenceId: string, kind: PaperKind): Promise<AdoptedPaper | null> {
  return tx.findOne(AdoptedPaper, { where: { conferenceId, kind }, order: { ordinal: 'DESC' } });
}
