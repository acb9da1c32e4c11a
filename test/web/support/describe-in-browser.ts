import { chromiumPath } from './browser';

/** A `describe` that is skipped, with one line, where there is no Chromium. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;
if (!chromiumPath) process.stderr.write('no Chromium found (CHROMIUM_PATH): the tests of the pages are skipped\n');
