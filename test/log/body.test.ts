import fc from 'fast-check';
import { bodyAt, bodyParts, bodyVersion } from '../../src/log/body';
import { canonicalText } from '../../src/log/canonical';

const text = fc.string({ unit: 'grapheme' });

describe('bodyParts', () => {
  it('put together are the canonical text of the entry, whatever is in it', () => {
    const actor = fc.record({ accountId: fc.option(text), name: text, role: text });
    const domainEvent = fc.record({
      stream: text,
      kind: text,
      subject: text,
      data: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
    });
    const at = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(actor, domainEvent, at, fc.nat(), (actor, domainEvent, at, sequence) => {
        const by = { id: actor.accountId, name: actor.name, role: actor.role };
        expect(bodyAt(bodyParts(actor, domainEvent), at, sequence)).toBe(
          canonicalText({ v: bodyVersion, ...domainEvent, sequence, at: at.toISOString(), actor: by }),
        );
      }),
    );
  });
});
