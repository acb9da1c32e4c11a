import { defineWords } from '../../words/define-words';

export const workWords = defineWords(
  {
    title: 'Việc cần làm',
    noneOfMember:
      'Hiện không có việc nào chờ bạn. Khi thường trực đặt hạn nộp hoặc trả lại báo cáo, việc sẽ hiện ở đây.',
    noneOfBloc: 'Hiện không có báo cáo nào chờ và không đơn vị nào còn nợ. Hạn mới đặt ở phần Hạn nộp.',
    ofMember: '{member}: {what}',
    overdue: 'Hạn {day}, đã quá {days} ngày',
    today: 'Hạn {day}, là hôm nay',
    left: 'Hạn {day}, còn {days} ngày',
    waits: 'Gửi ngày {day}, chờ xác nhận',
    returned: 'Bị trả lại ngày {day}',
    why: 'Lý do: {reason}',
    missing: 'Đã nộp {sent}/{all}. Chưa nộp: {members}',
    report: 'Nhập và gửi',
    sendAgain: 'Sửa và gửi lại',
    confirm: 'Xem và xác nhận',
    look: 'Xem',
    actOn: '{act}: {what}',
  },
  {
    title: 'To do',
    noneOfMember:
      'Nothing waits for you now. Once the leader’s office sets a deadline or returns a report it shows here.',
    noneOfBloc: 'No report waits, and no member owes anything. New deadlines are set under Deadlines.',
    ofMember: '{member}: {what}',
    overdue: 'Due {day}, {days} days overdue',
    today: 'Due {day}, which is today',
    left: 'Due {day}, {days} days left',
    waits: 'Sent {day}, waits to be confirmed',
    returned: 'Returned {day}',
    why: 'Why: {reason}',
    missing: '{sent} of {all} came. Not yet: {members}',
    report: 'Enter and send',
    sendAgain: 'Mend and send again',
    confirm: 'Look and confirm',
    look: 'Look',
    actOn: '{act}: {what}',
  },
);
