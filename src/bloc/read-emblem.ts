import type { EntityManager } from 'typeorm';
import { Emblem, type EmblemType } from './emblem';

/** The picture with this hash, in hex; null where there is none. */
export async function readEmblem(
  read: EntityManager,
  sha256: string,
): Promise<{ readonly type: EmblemType; readonly bytes: Buffer } | null> {
  return read.findOneBy(Emblem, { sha256 });
}
