export type { DataByKind } from './data-by-kind';
export { type Body, bodyOf, type Entry, isKind, type Kind } from './entries';
export { type Client, type FollowOptions, followLog, type Request, type Sink } from './follow-log';
export { newer } from './newer';
export { hintOf, isFinal, lasting, type ReconnectHint, usualHint, waitMs } from './reconnect';
export { type Introspection, keysOf, typePoliciesOf } from './without-id';
