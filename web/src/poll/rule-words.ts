import { defineWords } from '../words/define-words';

export const ruleWords = defineWords(
  {
    rule: '{share} {base}; túc số {quorum} {electorate}.',
    ruleWeights: 'Tính theo trọng số.',
    ruleBoth: 'Cần đa số của cả đại biểu và đơn vị.',
    ruleNoSelf: 'Đơn vị được xét không biểu quyết.',
    more: 'Cần hơn {part}',
    least: 'Cần ít nhất {part}',
    ALL: 'tổng số',
    PRESENT: 'số có mặt',
    CAST: 'số phiếu thu về',
    YES_NO: 'số phiếu tán thành và không tán thành',
    MEMBERS: 'đơn vị',
    DELEGATES: 'đại biểu',
  },
  {
    rule: '{share} of {base}; quorum {quorum} of the {electorate}.',
    ruleWeights: 'Counted by weight.',
    ruleBoth: 'Needs a majority of delegates and of members.',
    ruleNoSelf: 'Members that it is about do not vote.',
    more: 'More than {part}',
    least: 'At least {part}',
    ALL: 'the total',
    PRESENT: 'those present',
    CAST: 'the ballots cast',
    YES_NO: 'the votes in favour and against',
    MEMBERS: 'members',
    DELEGATES: 'delegates',
  },
);
