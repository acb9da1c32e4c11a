import { defineWords } from '../words/define-words';

/** What is said of a pact on every page. */
export const pactWords = defineWords(
  {
    signing: 'Đang ký kết giao ước',
    count: '{signed}/{parties}',
    counted: '{signed}/{parties} đơn vị đã ký',
    ofParties: 'đơn vị đã ký',
    inForce: 'Giao ước có hiệu lực',
    missing: 'Còn thiếu {missing} chữ ký để giao ước có hiệu lực',
    enough: 'Đủ {needed}/{parties} chữ ký thì giao ước có hiệu lực',
    from: 'Có hiệu lực từ ngày {date}',
    settledFrom: 'Đã đủ chữ ký. Giao ước có hiệu lực từ ngày {date}',
    yes: 'Đã ký',
    no: 'Chưa ký',
    recorded: 'Ký theo tư liệu',
    paper: 'Ký trên giấy',
    byTwo: 'người nhập: {askedBy}; người xác nhận: {confirmedBy}',
  },
  {
    signing: 'The pact is being signed',
    count: '{signed}/{parties}',
    counted: '{signed} of {parties} members have signed',
    ofParties: 'members have signed',
    inForce: 'The pact is in force',
    missing: 'Signatures still missing before the pact is in force: {missing}',
    enough: 'It comes into force with {needed} of {parties} signatures',
    from: 'In force from {date}',
    settledFrom: 'It has the signatures it needs. The pact is in force from {date}',
    yes: 'Signed',
    no: 'Not yet signed',
    recorded: 'Signed, as reported',
    paper: 'Signed on paper',
    byTwo: 'entered by {askedBy}, confirmed by {confirmedBy}',
  },
);
