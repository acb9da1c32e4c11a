import { FieldResolver, Int } from 'type-graphql';
import { positions } from '../../log/read-since';
import { AtOneMoment } from '../authorize/allowed';
import type { Loader, Loads } from '../loading/loader';

const positionByStream: Loader<string, number> = {
  async read(reader, streams) {
    const heads = await positions(reader, streams);
    return streams.map((stream) => heads.get(stream) ?? 0);
  },
};

/** Last position of a log, 0 while nothing is written; read once for each execution. */
export function loadPosition(loads: Loads, stream: string): Promise<number> {
  return loads.load(positionByStream, stream);
}

/** The field `sequence` of what changes while a conference is in session; resolved by `loadPosition` of its log. */
export function Sequence(): MethodDecorator {
  return (target, key, descriptor) => {
    FieldResolver(() => Int, {
      description:
        'Position in the log of its conference that this was read at: everything up to there is in it. The same for all things of one conference in one answer. The higher one is newer: never replace it by a lower one.',
    })(target, key, descriptor);
    AtOneMoment()(target, key, descriptor);
  };
}
