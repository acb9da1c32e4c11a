import { Pacer } from '../../src/graphql/pacer';

/** The next turn of the loop, after what was put off to it before. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Pacer', () => {
  it('has room until a turn has had its 2,000 units, and again in the next turn', async () => {
    const pacer = new Pacer();
    pacer.note(1_999);
    expect(pacer.turn(2_000)).toBeNull();
    pacer.note(1);
    const turn = pacer.turn(2_000);
    expect(turn).toBeInstanceOf(Promise);
    await turn;
    expect(pacer.turn(2_000)).toBeNull();
  });

  it('forgets at each turn what was used in the one before', async () => {
    const pacer = new Pacer();
    pacer.note(1_999);
    await nextTurn();
    pacer.note(1_999);
    expect(pacer.turn(2_000)).toBeNull();
  });

  it('lets one go on in each turn, in the order of asking', async () => {
    const pacer = new Pacer();
    pacer.note(2_000);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c']) void pacer.turn(2_000)?.then(() => order.push(name));
    expect(order).toEqual([]);
    await nextTurn();
    expect(order).toEqual(['a']);
    await nextTurn();
    expect(order).toEqual(['a', 'b']);
    await nextTurn();
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('lets those go on together who fit into a turn, so that loaders gather what they ask for', async () => {
    const pacer = new Pacer();
    pacer.note(2_000);
    const order: string[] = [];
    for (const name of ['a', 'b', 'c']) void pacer.turn(900)?.then(() => order.push(name));
    await nextTurn();
    expect(order).toEqual(['a', 'b']);
    await nextTurn();
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('lets nobody overtake those who wait', async () => {
    const pacer = new Pacer();
    pacer.note(2_000);
    const order: string[] = [];
    for (const name of ['a', 'b']) void pacer.turn(2_000)?.then(() => order.push(name));
    await nextTurn();
    // This turn has used nothing yet, but `b` was here first.
    const late = pacer.turn(2_000);
    expect(late).toBeInstanceOf(Promise);
    await late?.then(() => order.push('late'));
    expect(order).toEqual(['a', 'b', 'late']);
  });
});
