import { defineWords } from '../words/define-words';

/** What is said of a pact on every page. */
export const pactWords = defineWords(
  {
    signing: 'Đang ký kết giao ước',
    count: '{signed}/{parties}',
    counted: '{signed}/{parties} đơn vị đã ký',
    ofParties: 'đơn vị đã ký',
    inForce: 'Giao ước có hiệu lực',
    yes: 'Đã ký',
    no: 'Chưa ký',
    recorded: 'Ký theo tư liệu',
    paper: 'Ký trên giấy',
  },
  {
    signing: 'The pact is being signed',
    count: '{signed}/{parties}',
    counted: '{signed} of {parties} members have signed',
    ofParties: 'members have signed',
    inForce: 'The pact is in force',
    yes: 'Signed',
    no: 'Not yet signed',
    recorded: 'Signed, as reported',
    paper: 'Signed on paper',
  },
);
