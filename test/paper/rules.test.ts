import { ConferenceState } from '../../src/conference/conference';
import { adoptFault, adoptRefusal } from '../../src/paper/rules';

describe('adoptRefusal', () => {
  it.each([
    [ConferenceState.PLANNED, 'CONFERENCE_STATE'],
    [ConferenceState.OPEN, null],
    [ConferenceState.CLOSED, null],
  ])('%s: %s', (state, code) => {
    expect(adoptRefusal(state)).toBe(code);
  });
});

describe('adoptFault', () => {
  const content = { argument: 'content', cure: 'Send the paper as a JSON object, as the page of papers makes it.' };
  const reason = { argument: 'reason', cure: 'Say why it takes the place of the one adopted before.' };

  it.each(['{}', '{"title":"BIÊN BẢN"}', ' {} '])('takes an object: %j', (text) => {
    expect(adoptFault(text, null, false)).toBeNull();
  });

  it.each(['', '[]', '[{}]', 'null', '1', '"a"', '{', 'biên bản'])('refuses %j', (text) => {
    expect(adoptFault(text, null, false)).toEqual(content);
  });

  it('asks why where one stands, once there is a paper', () => {
    expect(adoptFault('{}', null, true)).toEqual(reason);
    expect(adoptFault('{}', 'Ghi nhầm', true)).toBeNull();
    expect(adoptFault('[]', null, true)).toEqual(content);
  });
});
