import { Contact } from '../../web/src/connection/contact';
import { ServerClock } from '../../web/src/connection/server-clock';

describe('Contact', () => {
  it('marks silence after 3 s, a loss after 10 s, and comes back with the next word', () => {
    let at = 1_000;
    const contact = new Contact(() => at);
    const following = (ms: number) => {
      at += ms;
      contact.look();
      return contact.get().state;
    };
    expect(following(2_999)).toBe('connecting');
    expect(following(1)).toBe('stale');
    contact.hear('websocket');
    expect(contact.get()).toEqual({ state: 'live', lastContactAt: 4_000, by: 'websocket', crowded: false });
    expect([following(2_999), following(1), following(6_999), following(1)]).toEqual([
      'live',
      'stale',
      'stale',
      'offline',
    ]);
    contact.hear('sse');
    expect(contact.get().state).toBe('live');
    contact.setNetwork(false);
    expect(contact.get().state).toBe('offline');
  });

  it('tells its listeners of changes only', () => {
    const contact = new Contact(() => 0);
    let told = 0;
    contact.subscribe(() => {
      told += 1;
    });
    contact.hear('websocket');
    contact.hear('websocket');
    expect(told).toBe(1);
  });
});

describe('ServerClock', () => {
  it('keeps the quickest answer', () => {
    const clock = new ServerClock();
    const ahead = () => Math.round((clock.now() - Date.now()) / 1_000);
    clock.learn(new Date(61_000).toISOString(), 0, 2_000);
    expect(ahead()).toBe(60);
    clock.learn(new Date(90_000).toISOString(), 0, 4_000);
    expect(ahead()).toBe(60);
    clock.learn(new Date(30_100).toISOString(), 0, 200);
    expect(ahead()).toBe(30);
  });

  it('says a time of this machine by the clock of the server', () => {
    const clock = new ServerClock();
    expect(clock.at(5_000)).toBe(5_000);
    clock.learn(new Date(30_100).toISOString(), 0, 200);
    expect(clock.at(5_000)).toBe(35_000);
  });
});
