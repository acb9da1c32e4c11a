import { waitingOf } from '../../web/src/chair/polls/waiting';

const line = (name: string, voted: boolean) => ({ name, voted });

describe('waitingOf', () => {
  it('never says that everybody has voted because the roll has not come', () => {
    expect(waitingOf({ electors: 10, cast: 0 }, [])).toEqual({ kind: 'COUNTED', count: 10 });
  });

  it('names who is missing when the roll is as new as the count', () => {
    const roll = [line('a', true), line('b', false), line('c', false)];
    expect(waitingOf({ electors: 3, cast: 1 }, roll)).toEqual({ kind: 'NAMED', lines: roll.slice(1) });
  });

  it.each([
    ['older than the count', 2],
    ['newer than the count', 0],
  ])('counts when the roll is %s', (_, cast) => {
    const roll = [line('a', true), line('b', false), line('c', false)];
    expect(waitingOf({ electors: 3, cast }, roll)).toEqual({ kind: 'COUNTED', count: 3 - cast });
  });

  it('says so when everybody has, whatever the roll still shows', () => {
    expect(waitingOf({ electors: 2, cast: 2 }, [line('a', true), line('b', false)])).toEqual({ kind: 'NOBODY' });
  });
});
