import type { DocumentNode, GraphQLSchema } from 'graphql';
import { Role, type Viewer } from '../authorize/viewer';
import { fieldsOf } from './field-marks';
import { staysLocal } from './locality';

/** For whom, and for how long, one execution of a document is good. Read off the schema (graphql/authorize/allowed). */
export interface CacheScope {
  /** PRIVATE: a field of it depends on who asks, so every viewer has an execution of their own. */
  readonly scope: 'PUBLIC' | 'PRIVATE';
  /**
   * Whether it stays within the conferences it names: then it depends on the logs of those alone, and on what may reach
   * further in others (log/local-kinds).
   */
  readonly isLocal: boolean;
  /** False when a field of it changes without an entry in a log, such as a clock. */
  readonly isReusable: boolean;
  /** Whether it asks for the position of the log it is read at: then all of it is read at one moment. */
  readonly isAtOneMoment: boolean;
}

export function cacheScopeOf(schema: GraphQLSchema, document: DocumentNode): CacheScope {
  const marks = [...fieldsOf(schema, document)].map(({ extensions }) => extensions);
  const isPrivate = marks.some(({ cacheScope }) => cacheScope === 'PRIVATE');
  return {
    scope: isPrivate ? 'PRIVATE' : 'PUBLIC',
    isLocal: staysLocal(schema, document),
    isReusable: !isPrivate && !marks.some(({ maxAge }) => maxAge === 0),
    isAtOneMoment: marks.some(({ atOneMoment }) => atOneMoment === true),
  };
}

/**
 * Tells which viewers may share one execution: those of one role at one conference, apps with one set of scopes and conferences; and nobody
 * but themselves where it is PRIVATE.
 */
export function audienceOf({ scope }: Pick<CacheScope, 'scope'>, viewer: Viewer): string {
  const ofApp = viewer.role === Role.APP ? [viewer.scopes, viewer.conferenceIds] : '';
  const shared = [viewer.role, viewer.conferenceId ?? '', ofApp];
  return JSON.stringify(scope === 'PRIVATE' ? [...shared, viewer.accountId] : shared);
}
