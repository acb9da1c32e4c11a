import { byMember } from '../../web/src/graph/bloc/by-member';

const result = (code: string | null, year: number) => ({ member: code && { code }, year }) as never;
const told = (all: readonly any[]) => all.map(({ member, year }) => `${member?.code ?? 'all'} ${year}`);

describe('byMember', () => {
  it('puts the years of a member beside each other, members in the order of the bloc, the whole last', () => {
    const reported = [
      result('b', 2024),
      result(null, 2024),
      result('a', 2024),
      result('left', 2023),
      result('a', 2023),
      result('b', 2023),
    ];
    expect(told(byMember(reported, ['a', 'b']))).toEqual([
      'a 2023',
      'a 2024',
      'b 2023',
      'b 2024',
      'left 2023',
      'all 2024',
    ]);
  });
});
