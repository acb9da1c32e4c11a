import type { Problem } from './conference-file';

/** What is wrong with a piece of a file, and what to do about it. */
export type Fault = Pick<Problem, 'problem' | 'cure'>;

const fault = (vi: string, en: string, cureVi: string, cureEn: string): Fault => ({
  problem: { vi, en },
  cure: { vi: cureVi, en: cureEn },
});

/** How long after the year it sums up a conference may be held, in years; more is a slip of the pen. */
export const latestYears = 10;

/** Everything a conference file can be refused for, in both languages. */
export const faults = {
  // Bytes and text
  notUtf8: fault(
    'Dòng này không phải mã UTF-8.',
    'The line is not UTF-8.',
    'Lưu lại tệp với bảng mã UTF-8 (Notepad: Save As, Encoding: UTF-8).',
    'Save the file again as UTF-8 (Notepad: Save As, Encoding: UTF-8).',
  ),
  utf16: fault(
    'Tệp dùng bảng mã UTF-16.',
    'The file is in UTF-16.',
    'Lưu lại tệp với bảng mã UTF-8 (Notepad: Save As, Encoding: UTF-8).',
    'Save the file again as UTF-8 (Notepad: Save As, Encoding: UTF-8).',
  ),
  noTextFile: fault(
    'Đây không phải tệp văn bản, mà có thể là tệp Word, Excel, PDF, ảnh hoặc tệp nén.',
    'The file is no text: it may be of Word or Excel, a PDF, a picture or an archive.',
    'Ghi hội nghị vào một tệp .yaml, bắt đầu từ tệp mẫu data/example.yaml, bằng Notepad hay chương trình soạn văn bản thuần.',
    'Write the conference into a .yaml file, starting from data/example.yaml, with an editor of plain text.',
  ),
  damaged: fault(
    'Nội dung có ký tự điều khiển hoặc ký tự hỏng (�, hoặc chữ sai bảng mã như "Há»™i").',
    'The text has a control character, half of a surrogate pair, or letters lost to a wrong encoding (U+FFFD, or UTF-8 read as another).',
    'Gõ lại nội dung này; có thể nó đã hỏng khi sao chép hoặc lưu sai bảng mã.',
    'Type the text again; it was probably damaged by copying or by a wrong encoding.',
  ),
  tooLarge: (most: number) =>
    fault(
      `Tệp lớn hơn ${most} byte.`,
      `The file is larger than ${most} bytes.`,
      'Mỗi tệp chỉ ghi một hội nghị, không kèm ảnh hay văn bản khác.',
      'Send one conference per file, without pictures or documents.',
    ),
  emblem: (most: number) =>
    fault(
      'Biểu trưng không phải ảnh PNG, JPEG hay WebP, hoặc quá lớn.',
      'The emblem is no PNG, JPEG or WebP picture, or it is too large.',
      `Ghi ảnh dưới dạng Base64, nhiều nhất ${most} byte; ảnh SVG không dùng được.`,
      `Give the picture as Base64, of ${most} bytes at most; SVG is not taken.`,
    ),
  tooDeep: fault(
    'Tệp lồng nhau quá nhiều tầng.',
    'The file is nested too deeply.',
    'Kiểm tra các dấu ngoặc.',
    'Check the brackets.',
  ),
  tag: fault(
    'Không dùng thẻ (!).',
    'Tags (!) are not taken.',
    'Bỏ thẻ; nếu nội dung bắt đầu bằng dấu ! thì đặt trong ngoặc kép.',
    'Remove the tag; quote the text if it starts with !.',
  ),
  manyDocuments: fault(
    'Tệp chứa nhiều hơn một tài liệu.',
    'The file holds more than one document.',
    'Mỗi tệp chỉ ghi một hội nghị.',
    'Send one file per conference.',
  ),
  tab: fault(
    'Đầu dòng thụt vào bằng phím Tab.',
    'A tab is used to indent.',
    'Thụt đầu dòng bằng dấu cách.',
    'Indent with spaces.',
  ),
  indent: fault(
    'Các dòng thụt vào không đều nhau.',
    'The lines are not indented equally.',
    'Thụt các khóa của cùng một mục bằng nhau.',
    'Indent the keys of one list item or one part equally.',
  ),
  openQuote: fault(
    'Ngoặc kép hoặc ngoặc đơn mở ở dòng này không được đóng.',
    'A quote is opened here and never closed.',
    'Đóng ngoặc ở cuối nội dung.',
    'Close the quote at the end of the text.',
  ),
  openBracket: fault(
    'Phần ngay trước dòng này thiếu dấu ngoặc đóng } hoặc ].',
    'What stands before this line has no closing } or ].',
    'Đóng ngoặc ở cuối phần đó.',
    'Close the bracket at its end.',
  ),
  brackets: fault(
    'Dấu ngoặc { } [ ] hoặc dấu phẩy thừa hay đặt sai chỗ.',
    'A bracket or comma is one too many or in the wrong place.',
    'Kiểm tra các dấu ngoặc của dòng này và dòng trước; nội dung có { } [ ] hoặc dấu phẩy thì đặt trong ngoặc kép.',
    'Check the brackets of this line and the one before; put text with brackets or a comma in quotes.',
  ),
  betweenItems: fault(
    'Giữa hai mục trong dấu ngoặc thiếu dấu phẩy.',
    'A comma is missing between two items in brackets.',
    'Thêm dấu phẩy; nội dung có dấu ngoặc kép bên trong thì đặt trong ngoặc đơn.',
    'Add the comma; put text that has double quotes within single quotes.',
  ),
  colon: fault(
    'Dấu hai chấm trong nội dung bị hiểu là một khóa nữa.',
    'A colon within the text is read as one more key.',
    'Đặt cả nội dung trong ngoặc kép: "Hội nghị: tổng kết năm".',
    'Put the whole text in quotes: "Conference: summing up".',
  ),
  noKeyAndValue: fault(
    'Dòng này không có dạng `khóa: giá trị`.',
    'The line is not of the form `key: value`.',
    'Viết khóa, dấu hai chấm, dấu cách, rồi giá trị; nội dung dài nhiều dòng thì đặt trong ngoặc kép.',
    'Write the key, a colon, a space and the value; put text of several lines in quotes.',
  ),
  specialStart: fault(
    'Nội dung bắt đầu bằng ký tự có nghĩa riêng trong YAML (@ ` % & *).',
    'The text begins with a sign that means something in YAML (@ ` % & *).',
    'Đặt cả nội dung trong ngoặc kép.',
    'Put the whole text in quotes.',
  ),
  backslash: fault(
    'Dấu \\ trong ngoặc kép đi với ký tự không dùng được.',
    'A backslash in double quotes stands before a sign that it does not go with.',
    'Viết \\\\, hoặc đặt nội dung trong ngoặc đơn.',
    'Write \\\\, or put the text in single quotes.',
  ),
  yaml: (message: string) =>
    fault(
      'Không đọc được dòng này theo YAML.',
      `${message}.`,
      'Viết tệp theo YAML 1.2 hoặc JSON; đặt nội dung có ký tự đặc biệt trong ngoặc kép.',
      'Write the file as YAML 1.2 or JSON; put text with special signs in quotes.',
    ),
  keyTwice: fault(
    'Một khóa được viết hai lần ở cùng một chỗ.',
    'The same key stands twice in one place.',
    'Giữ lại một.',
    'Keep one of them.',
  ),
  notUnfolded: (message: string) =>
    fault(
      'Không mở rộng được các phần lặp lại: dùng quá nhiều lần, hoặc lồng nhau.',
      `The file cannot be unfolded: ${message}.`,
      'Viết đầy đủ các phần lặp lại, không dùng neo (&) và bí danh (*).',
      'Write repeated parts out instead of using anchors (&) and aliases (*).',
    ),
  aliasInItself: fault(
    'Bí danh (*) nằm trong chính phần mà nó lặp lại.',
    'An alias (*) stands inside the part it repeats.',
    'Viết đầy đủ phần đó, không dùng bí danh.',
    'Write the part out instead of using an alias.',
  ),

  // Shape
  emptyFile: fault(
    'Tệp không có nội dung.',
    'The file is empty.',
    'Bắt đầu từ tệp mẫu data/example.yaml.',
    'Start from data/example.yaml.',
  ),
  noConferenceFile: fault(
    'Đây không phải tệp hội nghị: ở ngoài cùng phải là các khóa `format`, `bloc`, `conference`.',
    'The file is of the wrong kind: it has to have the keys `format`, `bloc` and `conference`.',
    'Bắt đầu từ tệp mẫu data/example.yaml.',
    'Start from data/example.yaml.',
  ),
  unknownKey: (key: string, known: string) =>
    fault(
      `Ở đây không có khóa \`${key}\`.`,
      `The key \`${key}\` is not known here.`,
      `Bỏ đi hoặc sửa chính tả; ở đây có các khóa ${known}.`,
      `Remove it or correct its spelling; known here are ${known}.`,
    ),
  severedText: (key: string) =>
    fault(
      `Ở đây không có khóa \`${key}\`.`,
      `The key \`${key}\` is not known here.`,
      'Nếu đây là phần sau dấu phẩy của một câu thì đặt cả câu trong ngoặc kép; nếu không thì bỏ đi.',
      'If it is the rest of a text behind a comma, put the text in quotes; otherwise remove it.',
    ),
  missingKey: (key: string, because?: { readonly vi: string; readonly en: string }) =>
    fault(
      because ? `Thiếu khóa \`${key}\`: ${because.vi}.` : `Thiếu khóa \`${key}\`.`,
      because ? `The key \`${key}\` is missing: ${because.en}.` : `The key \`${key}\` is missing.`,
      `Thêm \`${key}\`.`,
      `Add \`${key}\`.`,
    ),
  noValue: fault(
    'Khóa không có giá trị.',
    'The key has no value.',
    'Chưa biết thì bỏ khóa này đi.',
    'Leave the key out when the value is not known.',
  ),
  notText: (value: string) =>
    fault(
      'Giá trị bị đọc thành số hoặc đúng/sai, không phải chữ.',
      'It was read as a number or a yes/no, not as text.',
      `Đặt trong ngoặc kép: "${value}".`,
      `Quote it: "${value}".`,
    ),
  wrongKind: (vi: string, en: string) =>
    fault('Giá trị không đúng loại.', 'It is of the wrong kind.', `Viết ${vi}.`, `Write ${en}.`),
  notConstant: (value: string) =>
    fault(`Giá trị phải là ${value}.`, `It is not ${value}.`, `Viết ${value}.`, `Write ${value}.`),
  notAmong: (words: string) =>
    fault(
      'Ở đây không dùng từ này.',
      'It is not one of the words taken here.',
      `Viết một trong các từ: ${words}.`,
      `Write one of ${words}.`,
    ),
  wrongForm: (vi: string, en: string) => fault('Giá trị viết sai dạng.', 'It has the wrong form.', vi, en),
  empty: fault(
    'Giá trị để trống.',
    'It is empty.',
    'Chưa biết thì bỏ khóa này đi.',
    'Leave the key out when the value is not known.',
  ),
  emptyList: fault(
    'Danh sách để trống.',
    'The list is empty.',
    'Không có gì để liệt kê thì bỏ khóa này đi.',
    'Leave the key out when there is nothing to list.',
  ),
  tooSmall: (least: number) =>
    fault('Số nhỏ quá mức cho phép.', `It is below ${least}.`, `Viết từ ${least} trở lên.`, `Write ${least} or more.`),
  tooGreat: (most: number) =>
    fault('Số lớn quá mức cho phép.', `It is above ${most}.`, `Viết nhiều nhất ${most}.`, `Write ${most} at most.`),
  tooLong: (most: number) =>
    fault(
      `Nội dung dài quá ${most} ký tự.`,
      `It is longer than ${most} characters.`,
      `Rút ngắn còn nhiều nhất ${most} ký tự.`,
      `Shorten it to ${most} at most.`,
    ),
  tooMany: (most: number) =>
    fault(
      `Danh sách có quá ${most} mục.`,
      `The list has more than ${most} items.`,
      `Giữ lại nhiều nhất ${most} mục.`,
      `Keep ${most} at most.`,
    ),
  itemTwice: fault(
    'Danh sách có hai mục giống nhau.',
    'Two items of the list are the same.',
    'Giữ lại một.',
    'Keep one of them.',
  ),
  outside: (message: string) =>
    fault(
      'Giá trị không hợp lệ.',
      `It ${message}.`,
      'Xem khóa này trong docs/conference-file.md.',
      'See the key in docs/conference-file.md.',
    ),

  // What a file says against itself
  codeTwice: fault(
    'Mã này có hai lần trong danh sách.',
    'The code stands twice in the list.',
    'Chọn mã khác.',
    'Choose another code.',
  ),
  codeTwiceInYear: fault(
    'Mã này có hai lần trong một năm.',
    'The code stands twice in one year.',
    'Chọn mã khác.',
    'Choose another code.',
  ),
  spanBackwards: fault(
    'Khoảng thời gian kết thúc trước khi bắt đầu.',
    'The span ends before it begins.',
    'Ghi năm sau vào `to`.',
    'Put the later year at `to`.',
  ),
  postBackwards: fault(
    'Thời gian giữ chức vụ kết thúc trước khi bắt đầu.',
    'The post ends before it begins.',
    'Ghi ngày sau vào `to`.',
    'Put the later day at `to`.',
  ),
  yearsBackwards: fault(
    'Năm phát động đứng trước năm tổng kết.',
    'The year opened is before the year closed.',
    'Đổi chỗ `opens` và `closes`.',
    'Exchange `opens` and `closes`.',
  ),
  midyearHasNo: (key: 'closes' | 'opens') =>
    fault(
      `Hội nghị sơ kết không có \`${key}\`.`,
      `A mid-year review has no \`${key}\`.`,
      'Ghi năm đang thi đua vào `reviews`.',
      'Write the year under way at `reviews`.',
    ),
  onlyMidyearReviews: fault(
    'Chỉ hội nghị sơ kết có `reviews`.',
    'Only a mid-year review has `reviews`.',
    'Ghi `closes` và `opens`, hoặc đổi `kind` thành MIDYEAR.',
    'Write `closes` and `opens`, or change `kind` to MIDYEAR.',
  ),
  seenAlone: fault(
    '`seen` không đi cùng `from` hay `to`.',
    '`seen` does not go with `from` or `to`.',
    'Biết năm bắt đầu hay kết thúc thì bỏ `seen`; không thì chỉ ghi `seen`.',
    'Where a first or last year is known, remove `seen`; else write `seen` alone.',
  ),
  memberTwice: fault(
    'Đơn vị này có hai lần trong danh sách.',
    'The member stands twice in the list.',
    'Giữ lại một.',
    'Keep one of them.',
  ),
  aboveWhole: fault(
    'Tỷ lệ lớn hơn toàn bộ.',
    'It is more than the whole.',
    'Viết nhiều nhất là 1/1.',
    'Write at most 1/1.',
  ),
  mandateWithoutMember: fault(
    'Quyền biểu quyết và ký thuộc về đơn vị, ở đây chưa ghi đơn vị.',
    'A mandate comes from a member, and none is named.',
    'Thêm `member`.',
    'Add `member`.',
  ),
  proxyInCircle: fault(
    'Hai đại biểu được ghi là thay nhau.',
    'Two delegates stand in for each other.',
    'Chỉ giữ `proxyFor` ở người thay.',
    'Keep `proxyFor` with the one who stands in.',
  ),
  proxyOfOtherMember: fault(
    'Người được thay thuộc đơn vị khác.',
    'The absent delegate is of another member.',
    'Ghi mã của đại biểu vắng mặt cùng đơn vị, hoặc sửa `member`.',
    'Name an absent delegate of the same member, or correct `member`.',
  ),
  proxyForSelf: fault(
    'Không ai tự thay mình.',
    'Nobody stands in for himself.',
    'Ghi mã của đại biểu vắng mặt.',
    'Name the absent delegate.',
  ),
  directiveHasNo: (kind: string, key: string) =>
    fault(
      `Loại ${kind} không có \`${key}\`.`,
      `A ${kind} has no \`${key}\`.`,
      'Bỏ đi, hoặc đổi `kind`.',
      'Remove it or change `kind`.',
    ),
  neitherFigureNorWords: fault(
    'Không có số liệu, cũng không có lời.',
    'It has neither a figure nor words.',
    'Ghi `raw` cho số liệu hoặc `statement` cho lời.',
    'Write `raw` for a figure or `statement` for words.',
  ),
  figureAndWords: fault(
    'Vừa có số liệu vừa có lời.',
    'It has both a figure and words.',
    'Ghi `raw` cho số liệu hoặc `statement` cho lời.',
    'Write `raw` for a figure or `statement` for words.',
  ),
  statementHasNo: (key: string) =>
    fault(
      `Kết quả bằng lời không có \`${key}\`.`,
      `A statement has no \`${key}\`.`,
      'Ghi tất cả vào `statement`.',
      'Put all words into `statement`.',
    ),
  figureHasNoPrinted: fault(
    'Số liệu không có `printed`.',
    'A figure has no `printed` words.',
    'Ghi lời đi kèm số liệu vào `text`.',
    'Put the words around a figure into `text`.',
  ),
  agreedTooEarly: fault(
    'Hội nghị chưa họp thì chưa nhất trí điều gì.',
    'A live conference has not agreed on anything yet.',
    'Bỏ đi; hội nghị quyết định trên máy chủ này.',
    'Remove it; the conference decides on this server.',
  ),
  resolvedTooEarly: fault(
    'Hội nghị chưa họp thì chưa có kết luận.',
    'A live conference has not resolved anything yet.',
    'Bỏ đi; hội nghị quyết định trên máy chủ này.',
    'Remove them; the conference decides on this server.',
  ),
  signedTooEarly: fault(
    'Giao ước của hội nghị chưa họp thì chưa có chữ ký.',
    'A live pact has not been signed yet.',
    'Bỏ đi; các đơn vị ký trên máy chủ này.',
    'Remove them; members sign on this server.',
  ),
  oneLeader: fault(
    'Mỗi cụm, khối chỉ có một trưởng.',
    'A bloc has one leader.',
    'Bỏ `ordinal`, hoặc ghi DEPUTY.',
    'Remove `ordinal`, or write DEPUTY.',
  ),
  postTwice: fault(
    'Chức danh này được giao hai lần.',
    'The post is given twice.',
    'Đánh số các phó bằng `ordinal` 1, 2, …',
    'Number deputies with `ordinal` 1, 2 and so on.',
  ),
  needsConference: fault(
    'Tệp chỉ nói về cụm, khối thì không có khóa này.',
    'A file of a bloc alone does not have this key.',
    'Bỏ khóa này, hoặc thêm `conference`.',
    'Leave it out, or add `conference`.',
  ),
  noYear: (name: string) =>
    fault(
      'Chưa ghi năm.',
      'It has no year.',
      `Thêm \`year\`, hoặc thêm \`${name}\` cho hội nghị.`,
      `Add \`year\`, or \`${name}\` to the conference.`,
    ),
  heldFarFromYears: (closes: number) =>
    fault(
      'Ngày họp không hợp với các năm của hội nghị.',
      'The day does not go with the years of the conference.',
      `Kiểm tra năm của ngày họp: hội nghị tổng kết năm ${closes} không họp trước năm đó, cũng không họp sau hơn ${latestYears} năm.`,
      `Check the year of the day: ${closes} is not summed up before it began, nor more than ${latestYears} years later.`,
    ),
  placeTwice: (ordinal: number) =>
    fault(
      `Đã có đơn vị ở vị trí ${ordinal}.`,
      `Another member has place ${ordinal}.`,
      'Đánh số khác nhau, hoặc bỏ `ordinal` để theo thứ tự trong tệp.',
      'Number them differently, or leave `ordinal` out to take the order of the file.',
    ),
  noSuchDay: fault(
    'Không có ngày này.',
    'There is no such day.',
    'Kiểm tra ngày và tháng; viết ngày/tháng/năm, hoặc năm-tháng-ngày.',
    'Check month and day; the form is yyyy-mm-dd or dd/mm/yyyy.',
  ),
  noSuchMoment: fault(
    'Không có thời điểm này.',
    'There is no such moment.',
    'Kiểm tra giờ và phút.',
    'Check hour and minute.',
  ),

  // What does not fit the database
  slugOfOtherBloc: fault(
    'Cụm, khối khác đã có hội nghị với tên ngắn này.',
    'Another bloc has a conference of this slug.',
    'Chọn tên ngắn khác, hoặc sửa tên ngắn của cụm, khối.',
    'Choose another slug, or correct the slug of the bloc.',
  ),
  noTimeZone: fault(
    'Không có múi giờ nào mang tên này.',
    'No time zone has this name.',
    'Ghi tên trong danh sách IANA, ví dụ Asia/Ho_Chi_Minh hoặc Asia/Tokyo; bỏ trống là giờ Việt Nam.',
    'Write a name of the IANA list, such as Asia/Ho_Chi_Minh or Asia/Tokyo; left out it is Vietnam time.',
  ),
  noDelegate: fault(
    'Không có đại biểu nào mang mã này.',
    'No delegate has this code.',
    'Thêm người đó vào `/delegates`.',
    'Add the person to `/delegates`.',
  ),
  noIndicator: fault(
    'Không có chỉ tiêu nào mang mã này.',
    'No indicator has this code.',
    'Thêm vào `/indicators`.',
    'Add it to `/indicators`.',
  ),
  notMemberIn: (year: number) =>
    fault(
      `Đơn vị không thuộc cụm, khối năm ${year}.`,
      `It is no member in ${year}.`,
      'Kiểm tra năm, hoặc `memberships` của đơn vị.',
      'Check the year, or the `memberships` of the member.',
    ),
  ruleTwice: (year: number) =>
    fault(`Năm ${year} đã có thể lệ này.`, `It has a rule for ${year} already.`, 'Giữ lại một.', 'Keep one of them.'),
  pactNeedsMore: (parties: number) =>
    fault(
      `Giao ước chỉ có ${parties} bên ký.`,
      `The pact has ${parties} parties only.`,
      'Ghi số chữ ký không quá số bên ký.',
      'Ask for as many signatures as there are parties, or fewer.',
    ),
  weightTwice: fault(
    'Đơn vị này đã có trọng số.',
    'The member has a weight already.',
    'Giữ lại một.',
    'Keep one of them.',
  ),
  barTwice: fault('Việc này đã ghi ở trên.', 'It is told above.', 'Giữ lại một.', 'Keep one of them.'),
  barBackwards: fault(
    'Ngày cuối trước ngày đầu.',
    'It ends before it begins.',
    'Kiểm tra `from` và `until`.',
    'Check `from` and `until`.',
  ),
  barred: (document: string, from: string) =>
    fault(
      `Đơn vị chưa được xét khen thưởng từ ${from}, theo ${document}.`,
      `The member is barred from it since ${from}, by ${document}.`,
      'Bỏ đề nghị này, hoặc sửa `bars` nếu ghi nhầm.',
      'Leave the proposal out, or correct `bars` where they are wrong.',
    ),
  oneAward: (award: string) =>
    fault(
      `Đơn vị đã được đề nghị ${award} cho năm này; mỗi đơn vị một danh hiệu, hình thức cho một thành tích trong năm.`,
      `${award} is proposed for the member and year already: one award per member, year and merit.`,
      'Bỏ bớt một đề nghị, hoặc ghi lý do ở `besideReason`, ví dụ cho thành tích khác.',
      'Leave one of them out, or say why in `besideReason`, such as for another merit.',
    ),
  moreThanWhole: fault(
    'Thể lệ đòi hơn toàn bộ số phiếu nên không bao giờ được thông qua.',
    'The rule asks for more than all of the votes and can never be met.',
    'Bỏ `strict`: `pass` bằng toàn bộ nghĩa là mọi phiếu đều tán thành.',
    'Leave `strict` out: a `pass` of the whole means that all are in favour.',
  ),
  votesFirst: fault(
    'Thứ tự phân định phải bắt đầu bằng số phiếu.',
    'A tie order begins with the votes.',
    'Ghi `VOTES` ở đầu.',
    'Put `VOTES` first.',
  ),
  bothMajorities: fault(
    'Đa số kép chỉ dùng khi đại biểu biểu quyết (`DELEGATES`) và không có trọng số.',
    'A double majority is for votes of `DELEGATES` without weights.',
    'Bỏ `doubleMajority`, hoặc sửa `electorate`, `weights`.',
    'Leave out `doubleMajority`, or correct `electorate` and `weights`.',
  ),
  nothingCalled: (what: Thing, list: string) =>
    fault(
      `Không có ${things[what].vi} nào tên như vậy.`,
      `No ${things[what].en} is called so.`,
      `Sửa tên, thêm cách viết này vào \`aliases\`, hoặc thêm vào \`${list}\`.`,
      `Correct the name, add the spelling to its \`aliases\`, or add the ${things[what].en} to \`${list}\`.`,
    ),
  severalCalled: (what: Thing, codes: string) =>
    fault(
      `Có thể là nhiều ${things[what].vi}: ${codes}.`,
      `More than one ${things[what].en} may be meant: ${codes}.`,
      'Viết mã.',
      'Write the code.',
    ),
  spellingTaken: (what: Thing, code: string, where: 'CODE' | 'NAME' | 'ALIAS') =>
    fault(
      `Đây cũng là cách viết của ${things[what].vi} \`${code}\`.`,
      `The ${things[what].en} \`${code}\` is spelt so too.`,
      spellingCures[where].vi,
      spellingCures[where].en,
    ),
  overlap: fault(
    'Hai khoảng thời gian chồng lên nhau.',
    'Two spans overlap.',
    'Kết thúc khoảng trước bằng `to` trước khi khoảng sau bắt đầu.',
    'End the earlier one with `to`, before the later one begins.',
  ),
  memberCount: (count: number, year: number, least: number, most: number) =>
    fault(
      `Năm ${year} cụm, khối có ${count} đơn vị.`,
      `The bloc has ${count} members in ${year}.`,
      `Cần từ ${least} đến ${most} đơn vị.`,
      `Give it ${least} to ${most}.`,
    ),
  awardIsKnown: (key: 'family' | 'kind' | 'name' | 'grantor', code: string, known: string) =>
    fault(
      `Danh mục khen thưởng đã có \`${code}\` với ${awardParts[key]}: ${known}. Danh mục dùng chung cho mọi cụm, khối.`,
      `The ${key} of the award \`${code}\` is known: ${known}. The catalogue is one for all blocs.`,
      `Viết đúng như đã có, hoặc bỏ \`${key}\`; danh hiệu khác thì dùng mã khác.`,
      `Write it as it is known, or leave \`${key}\` out; another award needs a code of its own.`,
    ),
  reportedTwice: fault(
    'Kết quả này được ghi hai lần trong tệp.',
    'It is reported twice in this file.',
    'Đặt `key` riêng, hoặc bỏ đi.',
    'Give it a `key` of its own, or remove it.',
  ),
  reportedElsewhere: fault(
    'Hội nghị khác đã báo cáo kết quả này.',
    'It is reported by another conference.',
    'Đặt `key` riêng, hoặc bỏ đi.',
    'Give it a `key` of its own, or remove it.',
  ),
  launchedElsewhere: (code: string, year: number) =>
    fault(
      `Hội nghị khác đã phát động \`${code}\` năm ${year}.`,
      `Another conference launched \`${code}\` in ${year}.`,
      'Chọn mã khác.',
      'Choose another code.',
    ),
  proposedTwice: fault('Đề nghị này có hai lần.', 'It is proposed twice.', 'Giữ lại một.', 'Keep one of them.'),
  agreedOutOfOrder: (day: string, notBefore: string) =>
    fault(
      `Hội nghị họp ngày ${day}, trước ${notBefore}: ngày của các bước phải theo thứ tự và không trước năm xét tặng.`,
      `The conference was held on ${day}, before ${notBefore}: days of steps run forwards, from the year of the award on.`,
      'Kiểm tra `heldOn` và `year`, hoặc bỏ `agreed`.',
      'Check `heldOn` and `year`, or leave `agreed` out.',
    ),
  targetUnread: (kind: 'AMBIGUOUS' | 'UNREADABLE') =>
    fault(
      kind === 'AMBIGUOUS' ? 'Số này có thể đọc theo hai cách.' : 'Không đọc được số này.',
      `The figure is ${kind.toLowerCase()}.`,
      'Dùng dấu phẩy cho phần thập phân, có hoặc không phân nhóm hàng nghìn: "2005", "2.005,0", "6,5".',
      'Mark decimals with a comma, group thousands or not: "2005", "2.005,0", "6,5".',
    ),
  // Score tables
  scoreNumber: fault(
    'Không đọc được số này, hoặc có thể đọc theo hai cách.',
    'The number cannot be read, or in two ways.',
    'Số từ 0, nhiều nhất sáu chữ số thập phân: 1000, 0.5 không có ngoặc kép, hoặc "0,5".',
    'A number from 0 with six places at most: 1000, 0.5 without quotes, or "0,5".',
  ),
  scorePlaces: (decimals: number) =>
    fault(
      `Bảng điểm chỉ lấy ${decimals} chữ số thập phân.`,
      `Points of this table have ${decimals} places.`,
      'Viết ít chữ số hơn, hoặc tăng `decimals`.',
      'Write fewer, or raise `decimals`.',
    ),
  leafOrGroup: fault(
    'Tiêu chí phải có `kind` (chấm trực tiếp) hoặc `children` (có tiêu chí con), không cả hai.',
    'A criterion has either `kind` or `children`.',
    'Ghi một trong hai.',
    'Give one of them.',
  ),
  keyForKind: (kind: string, key: string) =>
    fault(
      `Tiêu chí loại ${kind} phải có \`${key}\`.`,
      `A criterion of kind ${kind} needs \`${key}\`.`,
      `Thêm \`${key}\`.`,
      `Add \`${key}\`.`,
    ),
  keyNotForKind: (kind: string, key: string) =>
    fault(
      `\`${key}\` không dùng cho tiêu chí loại ${kind}.`,
      `\`${key}\` means nothing for a criterion of kind ${kind}.`,
      'Bỏ khóa này, hoặc chọn loại khác.',
      'Remove it, or choose another kind.',
    ),
  noMax: fault(
    'Tiêu chí chưa có điểm tối đa.',
    'The criterion has no maximum.',
    'Thêm `max`, lớn hơn 0.',
    'Add `max`, above 0.',
  ),
  sumDiffers: (given: string, sum: string) =>
    fault(
      `Điểm tối đa là ${given}, nhưng các tiêu chí con cộng lại được ${sum}.`,
      `The maximum is ${given}, and what is below it adds up to ${sum}.`,
      'Sửa cho khớp.',
      'Make them agree.',
    ),
  gradesFall: (max: string) =>
    fault(
      `Mức cao nhất phải được ${max} điểm, các mức sau ít điểm hơn, tên không trùng.`,
      `The first grade has the maximum, ${max}, each next one fewer points, and no name is there twice.`,
      'Sửa điểm hoặc tên các mức.',
      'Mend points or names.',
    ),
  bandsRise: fault(
    'Các khoảng phải tăng dần.',
    'Bands rise.',
    'Xếp `from` từ nhỏ đến lớn, không trùng.',
    'Order them by `from`, no two alike.',
  ),
  rangeFalls: fault('`least` lớn hơn `most`.', '`least` is above `most`.', 'Đổi lại cho đúng.', 'Exchange them.'),
  pointsOrBands: fault(
    'Phải có `points` hoặc `bands`, không cả hai.',
    'There is either `points` or `bands`.',
    'Ghi một trong hai.',
    'Give one of them.',
  ),
  extraTwice: fault('Mã này có hai lần.', 'The code is there twice.', 'Chọn mã khác.', 'Choose another code.'),
  capWithoutScale: fault('`capAtScale` cần `scale`.', '`capAtScale` needs `scale`.', 'Thêm `scale`.', 'Add `scale`.'),
  signsTwice: fault('Đơn vị ký hai lần.', 'The member signs twice.', 'Giữ lại một.', 'Keep one of them.'),
} as const;

export type Thing = keyof typeof things;

const things = {
  member: { vi: 'đơn vị', en: 'member' },
  award: { vi: 'danh hiệu, hình thức khen thưởng', en: 'award' },
} as const;

const awardParts = { family: 'loại', kind: 'dạng', name: 'tên', grantor: 'cấp quyết định' } as const;

const spellingCures = {
  CODE: { vi: 'Chọn mã khác.', en: 'Choose another code.' },
  NAME: {
    vi: 'Viết khác đi, để không trùng mã, tên hay cách viết của đối tượng khác.',
    en: 'Write it so that it is no code, name or alias of another.',
  },
  ALIAS: { vi: 'Chỉ giữ cách viết này ở một nơi.', en: 'Keep the spelling with one of them.' },
} as const;
