import { fewAbuses } from './service/abuses';
import { Arena } from './service/arena';
import { readControl } from './service/control';
import { bounds, faultsOf, measure, measureQuiet, patient, type Row } from './service/measure';

/** What `npm run attacks -- --part service` measures, in small: other tests run on the same machine meanwhile. */
const size = { electors: 200, polls: 12 } as const;
const expected = patient(bounds, 5);
const seconds = 3;

let arena: Arena;
let quiet: Row;
beforeAll(async () => {
  arena = await Arena.open({ ...size, control: readControl(process.env.ATTACK_CONTROL) });
  quiet = await measureQuiet(arena, seconds, expected);
});
afterAll(() => arena?.close());

describe('abuse by strangers', () => {
  it.each(fewAbuses)('leaves ballots quick, none refused and the server awake: $name', async (abuse) => {
    let faults = faultsOf(await measure(arena, abuse, seconds), quiet, expected);
    // Once more, since a busy machine gets in the way of any one run; a server that cannot bear it fails both.
    if (faults.length > 0) faults = faultsOf(await measure(arena, abuse, seconds), quiet, expected);
    expect(faults).toEqual([]);
  });
});
