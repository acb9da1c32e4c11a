import { formatIn } from '../../web/src/words/use-format';

// 00:30 on 1 December in Vietnam, 02:30 in Japan, 17:30 the day before in London.
const at = '2026-11-30T17:30:00Z';

describe('times of a conference', () => {
  it.each([
    ['vi', 'Asia/Ho_Chi_Minh', '01/12/2026', /^00:30:00( \(giờ Việt Nam\))?$/],
    ['vi', 'Asia/Tokyo', '01/12/2026', /^02:30:00 \(Giờ .*Nhật Bản\)$/],
    ['en', 'Asia/Tokyo', '1 Dec 2026', /^02:30:00 \(Japan Standard Time\)$/],
    ['en', 'Europe/London', '30 Nov 2026', /^17:30:00 \(Greenwich Mean Time\)$/],
  ] as const)('are told in its zone, by name: %s, %s', (language, zone, day, time) => {
    const format = formatIn(language, zone);
    expect(format.date(at)).toBe(day);
    expect(format.time(at)).toMatch(time);
    expect(format.date('2026-11-30')).toBe(language === 'vi' ? '30/11/2026' : '30 Nov 2026');
  });
});
