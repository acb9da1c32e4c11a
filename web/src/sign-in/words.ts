import { defineWords } from '../words/define-words';

export const signInWords = defineWords(
  {
    title: 'Đăng nhập',
    code: 'Mã trên thẻ của bạn',
    hint: 'Mã dùng được một lần. Chữ hoa hay chữ thường, có gạch nối hay không đều được.',
    whatNow:
      'Hãy so lại từng ký tự với mã in trên thẻ. Mỗi mã chỉ dùng một lần và có hạn: nếu đã dùng trên máy khác hoặc đã quá hạn, xin bàn thư ký cấp mã mới.',
    act: 'Đăng nhập',
    organisation: 'Đăng nhập bằng tài khoản cơ quan',
    leaveOrganisation: 'Đăng xuất tài khoản cơ quan',
    out: 'Đăng xuất',
    otherCode: 'Máy này đang đăng nhập bằng tên {name}. Muốn dùng mã thẻ mới thì đăng xuất trước.',
    otherCodeAct: 'Đăng xuất và dùng mã mới',
  },
  {
    title: 'Sign in',
    code: 'The code on your badge',
    hint: 'The code works once. Capitals and hyphens do not matter.',
    whatNow:
      'Compare each character with the code on your badge. A code works once and for a limited time: if it was used on another device or has expired, ask the desk for a new one.',
    act: 'Sign in',
    organisation: 'Sign in with your organisation',
    leaveOrganisation: 'Sign out of your organisation',
    out: 'Sign out',
    otherCode: 'This device is signed in as {name}. To use a new badge code, sign out first.',
    otherCodeAct: 'Sign out and use the new code',
  },
);
