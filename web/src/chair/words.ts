import { defineWords } from '../words/define-words';

export const chairWords = defineWords({ title: 'Bàn chủ tọa' }, { title: 'The chair’s desk' });
