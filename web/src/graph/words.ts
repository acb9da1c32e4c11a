import { defineWords } from '../words/define-words';

export const graphWords = defineWords(
  {
    title: 'Cụm, khối thi đua',
    about: 'Dữ liệu của cụm, khối thi đua và hội nghị hằng năm, cập nhật trực tiếp trong lúc hội nghị diễn ra.',
    live: 'Dành cho đại biểu',
    hall: 'Màn hình hội trường',
    chair: 'Bàn chủ tọa',
    api: 'API cho ứng dụng',
  },
  {
    title: 'Emulation blocs',
    about: 'The data of emulation blocs and of their annual conference, live while it is in session.',
    live: 'For delegates',
    hall: 'Hall screen',
    chair: 'The chair’s desk',
    api: 'API for apps',
  },
);
