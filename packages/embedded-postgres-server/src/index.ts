export { EmbeddedPostgresError } from './error';
export { findRunning, type RunningPostgres } from './find-running';
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './start';
