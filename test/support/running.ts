import type { EmbeddedPostgres } from '../../src/database/embedded';

/** What global setup started, for global teardown, which runs in the same process. */
export const running: { postgres?: EmbeddedPostgres } = {};
