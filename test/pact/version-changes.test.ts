import { usualPactTerms } from '../../src/bloc/pact-rule';
import { canonicalPact, type PactParts } from '../../src/pact/canonical-pact';
import { changesBetween } from '../../src/pact/version-changes';

const words = (vi: string) => ({ vi, en: null });
const parts: PactParts = {
  bloc: 'Khối',
  conference: 'Hội nghị',
  pact: { year: 2031, title: words('Giao ước'), preamble: null },
  terms: usualPactTerms,
  parties: [{ code: 'a', name: 'Đơn vị A' }],
  articles: [
    { ordinal: 1, heading: words('Điều 1'), text: words('Thi dua.') },
    { ordinal: 2, heading: words('Điều 2'), text: words('Đoàn kết.') },
  ],
  targets: [{ ordinal: 1, member: null, indicator: 'GRDP', raw: '7,5', unit: '%' }],
};

describe('changesBetween', () => {
  it('is empty for one text', () => {
    expect(changesBetween(canonicalPact(parts), canonicalPact(parts))).toEqual([]);
  });

  it('names each part that differs, in the order of the text, with the words of both', () => {
    const later = {
      ...parts,
      pact: { ...parts.pact, preamble: words('Căn cứ') },
      parties: [...parts.parties, { code: 'b', name: 'Đơn vị B' }],
      terms: { signatures: 2, from: '2031-02-01' },
      articles: [{ ordinal: 1, heading: words('Điều 1'), text: words('Thi đua.') }],
      targets: [{ ordinal: 1, member: 'a', indicator: 'GRDP', raw: '8', unit: null }],
    };
    expect(changesBetween(canonicalPact(parts), canonicalPact(later))).toEqual([
      { part: 'PREAMBLE', ordinal: null, before: null, after: 'Căn cứ' },
      { part: 'PARTY', ordinal: 2, before: null, after: 'Đơn vị B' },
      { part: 'RULE', ordinal: null, before: null, after: 'đủ 2 chữ ký, từ ngày 01/02/2031' },
      { part: 'ARTICLE', ordinal: 1, before: 'Điều 1\nThi dua.', after: 'Điều 1\nThi đua.' },
      { part: 'ARTICLE', ordinal: 2, before: 'Điều 2\nĐoàn kết.', after: null },
      { part: 'TARGET', ordinal: 1, before: 'GRDP: 7,5 %', after: 'a GRDP: 8' },
    ]);
  });
});
