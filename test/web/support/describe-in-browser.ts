import { chromiumPath } from './browser';

// Longer than a page is waited for, so that what fails is the wait, which says what it waited for.
jest.setTimeout(60_000);

/** A `describe` that is skipped, with one line, where there is no Chromium. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;
if (!chromiumPath) process.stderr.write('no Chromium found (CHROMIUM_PATH): the tests of the pages are skipped\n');
