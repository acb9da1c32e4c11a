/** Plain data of a conference file that a test may change before it is written out. */
export type Loose = { [key: string]: unknown };

/** A small record of the past that holds: three members, one delegate, one figure, one proposal, a signed pact. */
export function aRecord(slug = 'khoi-thu'): Loose {
  return {
    format: 'giaouoc/conference-file@1',
    bloc: {
      slug,
      kind: 'KHOI',
      name: { vi: 'Khối thử', en: 'Test bloc' },
      members: [
        { code: 'hcm', officialName: 'Thành phố Hồ Chí Minh', shortName: 'TP Hồ Chí Minh', aliases: ['TP HCM'] },
        { code: 'hoa-binh', officialName: 'Hòa Bình' },
        { code: 'da-nang', officialName: { vi: 'Thành phố Đà Nẵng', en: 'Da Nang' }, shortName: 'Đà Nẵng' },
      ],
    },
    awards: [
      {
        code: 'CO_TD_CHINH_PHU',
        family: 'TITLE',
        name: 'Cờ thi đua của Chính phủ',
        grantor: 'Thủ tướng Chính phủ',
      },
    ],
    conference: {
      slug: `${slug}-2020`,
      kind: 'ANNUAL',
      nature: 'RECORD',
      name: 'Hội nghị thử',
      closes: 2019,
      opens: 2020,
      heldOn: '2020-03-01',
    },
    delegates: [{ code: 'a', name: 'Nguyễn Văn A', member: 'hcm', posts: [{ title: 'Giám đốc' }], mayVote: true }],
    agenda: [{ code: 'mot', title: 'Khai mạc' }],
    indicators: [{ code: 'REVENUE', name: 'Doanh thu', unit: 'tỷ đồng' }],
    results: [{ indicator: 'REVENUE', raw: '1.234,5', unit: 'tỷ đồng' }],
    proposals: [{ award: 'Cờ thi đua Chính phủ', member: 'Đà Nẵng', agreed: 'CONSENSUS' }],
    leadership: [{ role: 'LEADER', member: 'Hoà Bình' }],
    pact: { title: 'Giao ước 2020', signatures: [{ member: 'hcm' }, { member: 'hoa-binh' }, { member: 'da-nang' }] },
  };
}

/** The same as a conference still to be held. */
export function aLive(slug = 'khoi-song'): Loose {
  const file = aRecord(slug);
  return {
    ...file,
    conference: { ...(file.conference as Loose), nature: 'LIVE' },
    proposals: [{ award: 'CO_TD_CHINH_PHU', member: 'da-nang' }],
    pact: { title: 'Giao ước 2020', articles: [{ heading: 'Điều 1', text: 'Thi đua.' }] },
  };
}

/** Writes a file out as JSON, which is YAML too. `changes` set what stands at JSON pointers; undefined removes it. */
export function written(file: Loose, changes: Readonly<Record<string, unknown>> = {}): string {
  const copy = structuredClone(file);
  for (const [pointer, value] of Object.entries(changes)) {
    const steps = pointer.split('/').slice(1);
    const last = steps.pop() ?? '';
    const place = steps.reduce<Loose>((part, step) => part[step] as Loose, copy);
    place[last] = value;
  }
  return JSON.stringify(copy, null, 1);
}
