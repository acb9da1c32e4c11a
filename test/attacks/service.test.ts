import { fewAbuses } from './service/abuses';
import { Arena } from './service/arena';
import { readControl } from './service/control';
import { bounds, faultsOf, measure, patient, type Row } from './service/measure';

/** What `npm run attacks -- --part service` measures, in small: other tests run on the same machine meanwhile. */
const size = { electors: 200, polls: 12 } as const;
const patience = 5;
const seconds = 3;

let arena: Arena;
let quiet: Row;
beforeAll(async () => {
  arena = await Arena.open({ ...size, control: readControl(process.env.ATTACK_CONTROL) });
  quiet = await measure(arena, null, seconds);
}, 60_000);
afterAll(() => arena?.close());

describe('abuse by strangers', () => {
  it.each(fewAbuses)(
    'leaves ballots quick, none refused and the server awake: $name',
    async (abuse) => {
      const row = await measure(arena, abuse, seconds);
      expect(faultsOf(row, quiet, patient(bounds, patience))).toEqual([]);
    },
    90_000,
  );
});
