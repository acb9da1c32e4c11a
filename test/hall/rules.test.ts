import { HallScene } from '../../src/hall/hall-view';
import { floorRefusal, missingFor, sceneNow, timeRefusal, waitingRefusal } from '../../src/hall/rules';
import { SpeakerState } from '../../src/hall/speaker';

const { AUTOMATIC, POLLS, WALL, RESULTS, RANKS, AGENDA, SPEAKERS, TEXT, BREAK } = HallScene;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 8, minute));
const chosenAt = at(10);
const nothing = { poll: null, pactInForce: null, item: null };
const scenes = Object.values(HallScene);

/** What is shown of each scene in turn, for what has begun and how many chosen polls can be shown. */
const shownOf = (last: object, shown = { polls: 1, open: 0 }) =>
  scenes.filter((scene) => sceneNow({ scene, chosenAt }, { ...nothing, ...last }, shown) === scene);

describe('what was chosen for the hall', () => {
  it('stands while nothing begins', () => {
    expect(shownOf({})).toEqual(scenes);
    expect(shownOf({ poll: at(9), pactInForce: at(9), item: at(9) })).toEqual(scenes);
    // What began at the very moment was there when it was chosen.
    expect(shownOf({ poll: chosenAt, pactInForce: chosenAt, item: chosenAt })).toEqual(scenes);
  });

  it('ends with the next poll', () => {
    expect(shownOf({ poll: at(11) })).toEqual([AUTOMATIC]);
  });

  it('ends with the pact in force, but for its wall', () => {
    expect(shownOf({ pactInForce: at(11) })).toEqual([AUTOMATIC, WALL]);
  });

  it('ends with the next item where it belongs to one', () => {
    expect(shownOf({ item: at(11) })).toEqual([AUTOMATIC, WALL, RESULTS, RANKS, AGENDA, SPEAKERS]);
  });

  it('stands beyond the next item while a chosen poll is open', () => {
    expect(shownOf({ item: at(11) }, { polls: 1, open: 1 })).toEqual(scenes);
  });

  it('is not polls of which none can be shown', () => {
    expect(shownOf({}, { polls: 0, open: 0 })).toEqual(scenes.filter((scene) => scene !== POLLS));
  });
});

describe('what a scene wants', () => {
  it('is polls to show, or a text to write', () => {
    const missing = { argument: 'pollIds', cure: 'Name the polls to show.' };
    expect(missingFor({ scene: POLLS })).toEqual(missing);
    expect(missingFor({ scene: POLLS, pollIds: null })).toEqual(missing);
    expect(missingFor({ scene: POLLS, pollIds: [] })).toEqual(missing);
    expect(missingFor({ scene: POLLS, pollIds: ['a'] })).toBeNull();
    expect(missingFor({ scene: TEXT })).toEqual({ argument: 'text', cure: 'Say what to write.' });
    expect(missingFor({ scene: TEXT, text: { vi: 'Xin chào' } })).toBeNull();
    expect(missingFor({ scene: BREAK })).toBeNull();
  });
});

describe('a speaker', () => {
  const { WAITING, SPEAKING } = SpeakerState;
  const others = Object.values(SpeakerState).filter((state) => state !== WAITING);

  it('waits until it speaks or withdraws', () => {
    expect(waitingRefusal(WAITING)).toBeNull();
    for (const state of others) expect([state, waitingRefusal(state)]).toEqual([state, 'SPEAKER_STATE']);
  });

  it('is given the floor while nobody has it', () => {
    expect(floorRefusal(WAITING, false)).toBeNull();
    expect(floorRefusal(WAITING, true)).toBe('FLOOR_TAKEN');
    for (const state of others) expect([state, floorRefusal(state, false)]).toEqual([state, 'SPEAKER_STATE']);
  });

  it('is given more time before and while it speaks', () => {
    for (const state of Object.values(SpeakerState))
      expect([state, timeRefusal(state)]).toEqual([
        state,
        [WAITING, SPEAKING].includes(state) ? null : 'SPEAKER_STATE',
      ]);
  });
});
