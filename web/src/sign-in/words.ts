import { defineWords } from '../words/define-words';

export const signInWords = defineWords(
  {
    title: 'Đăng nhập',
    code: 'Mã trên thẻ của bạn',
    hint: 'Mã dùng được một lần. Chữ hoa hay chữ thường, có gạch nối hay không đều được.',
    act: 'Đăng nhập',
    out: 'Đăng xuất',
  },
  {
    title: 'Sign in',
    code: 'The code on your badge',
    hint: 'The code works once. Capitals and hyphens do not matter.',
    act: 'Sign in',
    out: 'Sign out',
  },
);
