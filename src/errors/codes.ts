/** One row of the table every refusal comes from: HTTP status of a request refused as a whole, and what to tell whom. */
export interface CodeRow {
  readonly status: number;
  /** For client authors: when it comes and what to do. */
  readonly meaning: { readonly vi: string; readonly en: string };
  /** For the person at the screen. */
  readonly vi: string;
  readonly en: string;
}

const row = (status: number, meaning: CodeRow['meaning'], vi: string, en: string): CodeRow => ({
  status,
  meaning,
  vi,
  en,
});

/** Every code a caller can meet, the only place they are made. docs/errors.md is printed from it. */
export const codes = {
  // Who asks
  UNAUTHENTICATED: row(
    401,
    {
      vi: 'Không có phiên đăng nhập, hoặc phiên đã hết. Hãy đăng nhập lại.',
      en: 'No session, or it ended. Sign in again.',
    },
    'Bạn chưa đăng nhập hoặc phiên đã hết.',
    'You are not signed in, or your session has ended.',
  ),
  FORBIDDEN: row(
    403,
    {
      vi: 'Vai trò, hoặc hội nghị của vai trò ấy, không cho phép. Hãy đăng nhập bằng người có quyền: docs/authority.md nêu ai có.',
      en: 'The role, or its conference, does not allow this. Sign in as somebody who may: docs/authority.md lists who.',
    },
    'Bạn không có quyền làm việc này.',
    'You may not do this.',
  ),
  BADGE_INVALID: row(
    401,
    {
      vi: 'Mã thẻ sai, đã dùng, hết hạn hoặc bị thu hồi. Hãy xin bàn thư ký mã mới.',
      en: 'The badge code is wrong, used, expired or revoked. Ask the desk for a new one.',
    },
    'Mã thẻ không đúng, đã dùng hoặc đã hết hạn.',
    'The badge code is wrong, already used or expired.',
  ),
  IDENTITY_LINKED: row(
    409,
    {
      vi: 'Người mà nhà cung cấp OpenID biết đã gắn với một tài khoản; `facts.accountId` cho biết tài khoản nào. Hãy gỡ trước bằng `unlinkIdentity`.',
      en: 'Whom the OpenID provider knows is linked to an account already; `facts.accountId` says which. End that first by `unlinkIdentity`.',
    },
    'Định danh này đã gắn với một tài khoản.',
    'This identity is linked to an account already.',
  ),
  TOO_MANY_TRIES: row(
    429,
    {
      vi: 'Thử đăng nhập quá nhiều lần. Hãy đợi một phút.',
      en: 'Too many sign-in attempts. Wait a minute.',
    },
    'Thử quá nhiều lần, hãy đợi một phút.',
    'Too many attempts; wait a minute.',
  ),
  TOO_MANY_CONNECTIONS: row(
    429,
    {
      vi: 'Phiên, hoặc địa chỉ, đang giữ số kết nối WebSocket và SSE nhiều nhất được phép. Hãy đóng bớt một kết nối.',
      en: 'The session, or the address, holds as many sockets and event streams open as it may. Close one.',
    },
    'Đang mở quá nhiều kết nối.',
    'There are too many open connections.',
  ),
  TOO_MANY_SUBSCRIPTIONS: row(
    429,
    {
      vi: 'Một kết nối đang có số thao tác nhiều nhất được phép, hoặc máy chủ đang phục vụ số subscription khác nhau nhiều nhất được phép. Hãy kết thúc bớt, hoặc hỏi giống như người khác đang hỏi.',
      en: 'As many operations as one socket may carry are under way, or as many different subscriptions are served as there may be. End some, or ask what others ask.',
    },
    'Đang theo dõi quá nhiều nội dung khác nhau.',
    'There are too many subscriptions.',
  ),
  ROLE_HELD: row(
    409,
    {
      vi: 'Tài khoản đã có vai trò này ở cụm, khối trong một phần của khoảng thời gian đó: `facts` nêu vai trò ấy. Hãy kết thúc vai trò đó trước, hoặc chọn thời gian khác.',
      en: 'The account holds this role at the bloc in a part of that time already: `facts` names it. End that one first, or choose another time.',
    },
    'Tài khoản đã có vai trò này trong khoảng thời gian đó.',
    'The account holds this role during that time already.',
  ),
  NO_LEADER: row(
    409,
    {
      vi: 'Chưa có đơn vị nào được công bố làm trưởng cụm, trưởng khối của năm đó, nên chưa biết bàn giao cho ai. Hãy công bố trước: `appointLeadership` tại hội nghị, hoặc `assignLeadership`.',
      en: 'Nobody is known to lead the bloc in that year, so there is nobody to hand over to. Let the leader be named first: `appointLeadership` at the conference, or `assignLeadership`.',
    },
    'Chưa có đơn vị nào được công bố làm trưởng cụm, trưởng khối của năm đó.',
    'Nobody has been named to lead the bloc in that year yet.',
  ),
  ENDED: row(
    409,
    {
      vi: 'Phiên, khóa, mã thẻ, tài khoản hoặc vai trò đã hết hiệu lực: bị thu hồi, hết hạn hoặc, với mã thẻ, đã dùng. Hãy đọc lại danh sách.',
      en: 'The session, key, badge, account or role has ended already: revoked, expired or, of a badge, used. Read the list again.',
    },
    'Phiên, khóa, mã thẻ, tài khoản hoặc vai trò này đã hết hiệu lực.',
    'It has ended already.',
  ),
  // What was asked
  BAD_USER_INPUT: row(
    400,
    {
      vi: 'Tham số sai dạng; `facts` nêu tên tham số và cách sửa, hoặc liệt kê `problems` theo đường dẫn của từng tham số. Hãy sửa rồi gửi lại.',
      en: 'An argument is of the wrong form; `facts` names it and the cure, or lists `problems` by the path of each argument. Correct it and send it again.',
    },
    'Dữ liệu gửi lên không hợp lệ.',
    'What was sent is not valid.',
  ),
  NOT_FOUND: row(
    404,
    {
      vi: 'Không có gì mang mã định danh ấy, hoặc bạn không được xem. Hãy lấy lại mã từ danh sách, hoặc đăng nhập bằng người được xem.',
      en: 'Nothing with that id, or it is not yours to see. Read the id again from a list, or sign in as somebody who sees it.',
    },
    'Không tìm thấy.',
    'Not found.',
  ),
  GRAPHQL_PARSE_FAILED: row(
    400,
    {
      vi: 'Văn bản truy vấn không phải là GraphQL. Hãy sửa ở chỗ `locations` chỉ ra.',
      en: 'The document is not GraphQL. Correct it at `locations`.',
    },
    'Yêu cầu không đúng cú pháp GraphQL.',
    'The document cannot be parsed.',
  ),
  GRAPHQL_VALIDATION_FAILED: row(
    400,
    {
      vi: 'Truy vấn không khớp lược đồ; hãy đối chiếu với schema/api.graphql.',
      en: 'The document does not fit the schema; compare it with schema/api.graphql.',
    },
    'Yêu cầu không khớp lược đồ.',
    'The document does not fit the schema.',
  ),
  DOCUMENT_TOO_LARGE: row(
    400,
    {
      vi: 'Vượt một giới hạn về độ sâu, chi phí, số token, bí danh hoặc trường gốc; `facts` nêu giới hạn. Hãy hỏi ít hơn mỗi lần.',
      en: 'Over a limit of depth, cost, tokens, aliases or root fields; `facts` has the limit. Ask for less at once.',
    },
    'Yêu cầu quá lớn.',
    'The request asks for too much at once.',
  ),
  OVER_BUDGET: row(
    200,
    {
      vi: 'Lần chạy này dùng nhiều hơn mức được phép: `facts.used` và `facts.allowed` nêu số đơn vị và số byte. Hãy hỏi trang nhỏ hơn, hoặc từng cuộc biểu quyết, từng đơn vị một. Không phần nào được trả về.',
      en: 'The execution used more than it may: `facts.used` and `facts.allowed` have units and bytes. Ask for smaller pages, or one poll or member at a time. Nothing of it is given.',
    },
    'Yêu cầu cần quá nhiều dữ liệu cùng lúc, hãy chia nhỏ.',
    'The request needs too much at once; ask for less.',
  ),
  RATE_LIMITED: row(
    429,
    {
      vi: 'Phiên, hoặc địa chỉ khi không đăng nhập, đã dùng quá mức cho phép tính về lâu dài. Hãy đợi `facts.waitSeconds` giây, và hỏi ít hơn.',
      en: 'The session, or the address without one, has used more than it may in the long run. Wait `facts.waitSeconds`, and ask for less.',
    },
    'Gửi quá nhiều yêu cầu, hãy đợi một lát.',
    'Too many requests; wait a moment.',
  ),
  DOCUMENT_NOT_LISTED: row(
    403,
    {
      vi: 'Máy chủ này chỉ trả lời công chúng những truy vấn của chính các trang của nó. Hãy đăng nhập, hoặc dùng khóa API.',
      en: 'This server answers the public only the documents of its own pages. Sign in, or use an API key.',
    },
    'Máy chủ chỉ nhận các truy vấn đã đăng ký từ người chưa đăng nhập.',
    'This server takes only listed documents from those who have not signed in.',
  ),
  OPERATION_RESOLUTION_FAILURE: row(
    400,
    {
      vi: 'Văn bản có nhiều thao tác mà `operationName` không chọn được thao tác nào. Hãy gửi tên của một thao tác có trong đó.',
      en: 'The document has several operations and `operationName` does not pick one. Send the name of one that is in it.',
    },
    'Không rõ thao tác cần chạy.',
    'It is unclear which operation to run.',
  ),
  PERSISTED_QUERY_NOT_SUPPORTED: row(
    200,
    {
      vi: 'Máy chủ không dùng truy vấn lưu sẵn; hãy gửi toàn văn truy vấn.',
      en: 'Persisted queries are off; send the whole document.',
    },
    'Máy chủ không nhận truy vấn lưu sẵn.',
    'Persisted queries are not supported.',
  ),
  BAD_REQUEST: row(
    400,
    {
      vi: 'Yêu cầu hoặc thông điệp không phải là yêu cầu GraphQL: sai phương thức, loại nội dung hoặc nội dung. Hãy gửi như `facts.problem` hoặc `message` chỉ dẫn.',
      en: 'The request or message is not a GraphQL request: wrong method, content type or body. Send what `facts.problem` or the message asks for.',
    },
    'Yêu cầu HTTP không hợp lệ.',
    'The HTTP request is not valid.',
  ),
  BODY_TOO_LARGE: row(
    413,
    {
      vi: 'Nội dung HTTP vượt `facts.limitBytes`. Hãy gửi ít hơn, xin nâng BODY_LIMIT_BYTES, hoặc nhập tệp hội nghị bằng lệnh `giaouoc import`.',
      en: 'The HTTP body is over `facts.limitBytes`. Send less, have BODY_LIMIT_BYTES raised, or bring a conference file in by the command `giaouoc import`.',
    },
    'Dữ liệu gửi lên quá lớn. Tệp hội nghị lớn thì nhập bằng lệnh giaouoc import.',
    'The body is too large. A large conference file comes in by the command giaouoc import.',
  ),
  UNSUPPORTED_MEDIA_TYPE: row(
    415,
    {
      vi: 'Nội dung thuộc loại mà máy chủ không đọc. Hãy gửi `application/json`.',
      en: 'The body is of a content type nobody here reads. Send `application/json`.',
    },
    'Máy chủ không đọc được loại dữ liệu này.',
    'This type of content is not supported.',
  ),
  IDEMPOTENCY_MISMATCH: row(
    409,
    {
      vi: 'Khóa chống gửi trùng đã dùng cho một yêu cầu khác. Hãy tạo khóa mới.',
      en: 'The idempotency key was used before for a different request. Make a new key.',
    },
    'Khóa chống gửi trùng đã dùng cho yêu cầu khác.',
    'This idempotency key was used for a different request.',
  ),
  // Conference
  CONFERENCE_NOT_OPEN: row(
    409,
    {
      vi: 'Hội nghị chưa khai mạc, hoặc đã bế mạc. Hãy đợi chủ tọa khai mạc; hội nghị đã bế mạc không nhận gì thêm.',
      en: 'The conference has not been opened, or is closed. Wait until the chair opens it; a closed one takes nothing more.',
    },
    'Hội nghị chưa khai mạc hoặc đã bế mạc.',
    'The conference is not in session.',
  ),
  CONFERENCE_STATE: row(
    409,
    {
      vi: 'Hội nghị không ở trạng thái mà bước này bắt đầu từ đó; `facts.state` là trạng thái hiện tại. Hãy đọc lại trước khi làm bước tiếp.',
      en: 'The conference is not in the state this step starts from; `facts.state` is. Read it again before the next step.',
    },
    'Trạng thái hội nghị không cho phép.',
    'The conference is not at that stage.',
  ),
  POLLS_OPEN: row(
    409,
    {
      vi: 'Còn một cuộc biểu quyết đang mở, ở hội nghị hoặc về đề nghị này; hãy đóng hoặc hủy trước, `facts.polls` nêu cuộc nào.',
      en: 'A poll is still open, at the conference or about the proposal; close or void it first, `facts.polls` names it.',
    },
    'Còn cuộc biểu quyết đang mở.',
    'A poll is still open.',
  ),
  REHEARSAL_RUNNING: row(
    409,
    {
      vi: 'Máy chủ đang chạy một buổi diễn tập; hãy dừng buổi đó trước, hoặc đợi đến khi kết thúc.',
      en: 'This process is playing a rehearsal; stop it first, or wait until it has ended.',
    },
    'Một buổi diễn tập đang chạy.',
    'A rehearsal is already being played.',
  ),
  TOO_MANY_REHEARSALS: row(
    409,
    {
      vi: 'Số buổi diễn tập chưa kết thúc của hội nghị đã đến mức nhiều nhất. Hãy dừng bớt (stopRehearsal).',
      en: 'As many rehearsals of the conference as there may be have not ended. Stop some of them (stopRehearsal).',
    },
    'Có quá nhiều buổi diễn tập của hội nghị này chưa kết thúc; hãy dừng bớt.',
    'Too many rehearsals of this conference have not ended; stop some.',
  ),
  NOT_A_REHEARSAL: row(
    409,
    {
      vi: 'Chỉ buổi diễn tập mới dừng được như vậy. Hãy bế mạc hội nghị thật.',
      en: 'Only a rehearsal can be stopped so. Close a real conference instead.',
    },
    'Đây không phải là buổi diễn tập.',
    'This is not a rehearsal.',
  ),
  AGENDA_STATE: row(
    409,
    {
      vi: 'Mục chương trình không ở trạng thái mà bước này bắt đầu từ đó, hoặc mục khác đang được tiến hành. Hãy kết thúc mục đó, và đọc lại chương trình.',
      en: 'The agenda item is not in the state this step starts from, or another one is current. Finish that one, and read the agenda again.',
    },
    'Mục chương trình không ở trạng thái phù hợp.',
    'The agenda item is not at that stage.',
  ),
  ALREADY_PRESENT: row(
    409,
    {
      vi: 'Đại biểu đã điểm danh. Cứ tiếp tục: không phải làm gì.',
      en: 'The delegate is checked in already. Go on: there is nothing to do.',
    },
    'Đại biểu đã điểm danh.',
    'The delegate is already checked in.',
  ),
  NOT_PRESENT: row(
    409,
    {
      vi: 'Đại biểu chưa điểm danh. Hãy điểm danh trước.',
      en: 'The delegate is not checked in. Check in first.',
    },
    'Đại biểu chưa điểm danh.',
    'The delegate is not checked in.',
  ),
  IN_QUEUE: row(
    409,
    {
      vi: 'Đại biểu đang phát biểu, hoặc đã đăng ký và đang chờ. Cứ tiếp tục: không phải làm gì.',
      en: 'The delegate speaks, or waits to, already. Go on: there is nothing to do.',
    },
    'Đại biểu đã đăng ký phát biểu.',
    'The delegate has asked to speak already.',
  ),
  SPEAKER_STATE: row(
    409,
    {
      vi: 'Lượt phát biểu không ở trạng thái mà bước này bắt đầu từ đó: đã phát biểu xong, hoặc đã rút. Hãy đọc lại `Conference.speakers`.',
      en: 'The speaker does not stand where this step starts from: they have spoken, or left the queue. Read `Conference.speakers` again.',
    },
    'Lượt phát biểu này đã bắt đầu, đã xong hoặc đã rút.',
    'This speech has begun or ended, or was withdrawn.',
  ),
  FLOOR_TAKEN: row(
    409,
    {
      vi: 'Người khác đang phát biểu; `facts.speaking` cho biết ai. Hãy kết thúc lượt đó trước.',
      en: 'Somebody else has the floor; `facts.speaking` says who. Stop them first.',
    },
    'Đang có đại biểu phát biểu; hãy kết thúc lượt đó trước.',
    'Somebody else is speaking; end that speech first.',
  ),
  NO_MANDATE: row(
    409,
    {
      vi: 'Đại biểu không giữ quyền nào có thể chuyển cho người được ủy quyền. Hãy đọc lại danh sách đại biểu và chọn người đang giữ quyền.',
      en: 'The delegate holds no mandate that could go to a stand-in. Read the list of delegates again and name the one who has it.',
    },
    'Đại biểu này không giữ quyền biểu quyết hay ký kết nào.',
    'The delegate holds no mandate.',
  ),
  MANDATE_HELD: row(
    409,
    {
      vi: 'Người được ủy quyền đã giữ một quyền, mà mỗi người chỉ giữ một. Hãy gửi đại biểu khác trong `standInId`.',
      en: 'The stand-in holds a mandate already, and one person has one. Send another delegate as `standInId`.',
    },
    'Người được ủy quyền đang giữ quyền biểu quyết hoặc ký kết.',
    'The stand-in already holds a mandate.',
  ),
  MANDATE_USED: row(
    409,
    {
      vi: 'Đại biểu đã biểu quyết hoặc ký, hoặc một cuộc biểu quyết đang mở tính quyền đó: đơn vị và quyền giữ nguyên. Hãy dùng `replaceDelegate`.',
      en: 'The delegate has voted or signed, or an open poll counts on the mandate: member and mandates stay. Send `replaceDelegate` instead.',
    },
    'Đại biểu đã biểu quyết hoặc ký kết, không đổi đơn vị hay quyền được nữa; hãy dùng ủy quyền.',
    'The delegate has voted or signed; member and mandates stay. Let somebody stand in instead.',
  ),
  DELEGATE_WITHDRAWN: row(
    409,
    {
      vi: 'Bàn thư ký đã ghi là đại biểu không đến. Hãy đọc lại danh sách.',
      en: 'The desk entered that the delegate will not come. Read the list again.',
    },
    'Đại biểu đã báo vắng.',
    'The delegate was entered as not coming.',
  ),
  // Pact
  PACT_NOT_DRAFT: row(
    409,
    {
      vi: 'Văn bản đã mở ký hoặc đã có hiệu lực, và có `facts.signed` chữ ký. Hãy đề nghị mọi bên đã ký rút chữ ký rồi mới sửa; đã có hiệu lực thì không bao giờ thay đổi.',
      en: 'The text is open or in force, and `facts.signed` signatures stand under it. Ask all who signed to withdraw, and change it then; once in force it never changes.',
    },
    'Giao ước không còn là dự thảo.',
    'The pact is no longer a draft.',
  ),
  PACT_NOT_OPEN: row(
    409,
    {
      vi: 'Giao ước chưa mở ký, hoặc đã có hiệu lực. Hãy đợi chủ tọa mở ký.',
      en: 'The pact is not open for signature, or is in force already. Wait until the chair opens it.',
    },
    'Giao ước chưa mở ký hoặc đã có hiệu lực.',
    'The pact is not open for signature.',
  ),
  PACT_EMPTY: row(
    409,
    {
      vi: 'Giao ước chưa có điều khoản nào; không có gì để ký. Hãy soạn điều khoản trước.',
      en: 'The pact has no article; there is nothing to sign. Draft its articles first.',
    },
    'Giao ước chưa có điều khoản nào.',
    'The pact has no article yet.',
  ),
  PACT_NEEDS_MORE: row(
    409,
    {
      vi: 'Quy định của cụm, khối đòi số chữ ký (`facts.signatures`) nhiều hơn số bên ký giao ước (`facts.parties`): giao ước không thể có hiệu lực. Hãy sửa quy định trong tệp hội nghị, hoặc danh sách đơn vị của năm.',
      en: 'The rule of the bloc asks for more signatures (`facts.signatures`) than the pact has parties (`facts.parties`): it could never come into force. Correct the rule in the conference file, or the members of the year.',
    },
    'Quy định của cụm, khối đòi nhiều chữ ký hơn số bên ký giao ước. Hãy sửa quy định hoặc danh sách đơn vị của năm.',
    'The bloc asks for more signatures than the pact has parties. Correct the rule, or the members of the year.',
  ),
  PACT_TEXT_CHANGED: row(
    409,
    {
      vi: 'Mã băm được ký không phải là mã băm của văn bản; hãy đọc lại văn bản.',
      en: 'The hash signed is not the hash of the text; read the text again.',
    },
    'Văn bản đã thay đổi, hãy đọc lại trước khi ký.',
    'The text has changed; read it again before signing.',
  ),
  NO_MANDATE_TO_SIGN: row(
    403,
    {
      vi: 'Đại biểu không được ủy quyền ký thay một đơn vị của năm. Hãy hỏi bàn thư ký ai được ủy quyền.',
      en: 'The delegate has no mandate to sign for a member of the year. Ask the desk who has it.',
    },
    'Bạn không được ủy quyền ký thay đơn vị.',
    'You have no mandate to sign for a member.',
  ),
  ALREADY_SIGNED: row(
    409,
    {
      vi: 'Đơn vị đã ký. Cứ tiếp tục: không phải làm gì.',
      en: 'The member has signed already. Go on: there is nothing to do.',
    },
    'Đơn vị đã ký giao ước.',
    'The member has already signed.',
  ),
  NOT_SIGNED: row(
    409,
    {
      vi: 'Đơn vị không có chữ ký nào để rút. Hãy đọc lại danh sách chữ ký.',
      en: 'The member has no signature to withdraw. Read the signatures again.',
    },
    'Đơn vị chưa ký giao ước.',
    'The member has not signed.',
  ),
  // Poll
  POLL_STATE: row(
    409,
    {
      vi: 'Cuộc biểu quyết không ở trạng thái mà bước này bắt đầu từ đó; `facts.state` là trạng thái hiện tại. Hãy đọc lại trước khi làm bước tiếp.',
      en: 'The poll is not in the state this step starts from; `facts.state` is. Read it again before the next step.',
    },
    'Cuộc biểu quyết không ở trạng thái phù hợp.',
    'The poll is not at that stage.',
  ),
  POLL_NOT_OPEN: row(
    409,
    {
      vi: 'Không nhận phiếu: cuộc biểu quyết chưa mở, hoặc đã đóng. Hãy đợi chủ tọa mở; cuộc đã đóng không nhận phiếu nữa.',
      en: 'Ballots are not taken: the poll is not open yet, or closed. Wait until the chair opens it; a closed one takes none.',
    },
    'Cuộc biểu quyết chưa mở hoặc đã đóng.',
    'The vote is not open yet, or has closed.',
  ),
  NO_QUORUM: row(
    409,
    {
      vi: 'Có mặt quá ít người biểu quyết nên chưa mở được; `facts` nêu cả hai số. Hãy đợi thêm người điểm danh.',
      en: 'Too few electors are present to open; `facts` has both numbers. Wait until more have checked in.',
    },
    'Chưa đủ túc số.',
    'There is no quorum.',
  ),
  SECRET_COUNTS: row(
    409,
    {
      vi: 'Số phiếu của cuộc biểu quyết UNLINKED không bao giờ hiện trước khi đóng: mỗi bước tăng sẽ lộ ra ai chọn gì. Hãy bỏ `liveTally`, hoặc gửi false; số người đã bỏ phiếu vẫn hiện trực tiếp.',
      en: 'Counts of an UNLINKED poll never run before it closes: each step would tell what somebody chose. Leave `liveTally` out, or send false; turnout runs live anyway.',
    },
    'Phiếu kín không hiện số phiếu khi chưa đóng.',
    'The counts of a secret vote cannot be shown before it closes.',
  ),
  SECRET_CHANGES: row(
    409,
    {
      vi: 'Phiếu của cuộc biểu quyết UNLINKED không bao giờ đổi được: không ai biết phiếu nào của ai. Hãy bỏ `mayChange`, hoặc để cuộc biểu quyết là NAMED.',
      en: 'A ballot of an UNLINKED poll can never be changed: whose it is nobody can tell. Leave `mayChange` out, or make the poll NAMED.',
    },
    'Phiếu kín đã bỏ thì không đổi được.',
    'A secret ballot cannot be changed once it is cast.',
  ),
  OPENING_MISSED: row(
    409,
    {
      vi: 'Đến giờ cuộc biểu quyết tự mở thì không có máy chủ nào chạy, và đã quá hai phút. Hãy đọc `Poll.notOpened`, rồi mở bằng `openPoll` hoặc định giờ khác bằng `schedulePoll`.',
      en: 'No server ran when the poll was to open by itself, and two minutes have passed. Read `Poll.notOpened`, and open it by `openPoll` or name another time by `schedulePoll`.',
    },
    'Đã quá giờ mở mà máy chủ không chạy.',
    'The time to open passed while the server was not running.',
  ),
  BALLOT_FINAL: row(
    409,
    {
      vi: 'Cuộc biểu quyết được lập không có `mayChange`: phiếu đã bỏ thì giữ nguyên. Hãy đọc `Poll.mayChange` trước khi cho đổi phiếu.',
      en: 'The poll was made without `mayChange`: a ballot that was cast stays. Read `Poll.mayChange` before offering a change.',
    },
    'Cuộc biểu quyết này không cho đổi phiếu.',
    'A vote that was cast cannot be changed here.',
  ),
  NOTHING_CHANGED: row(
    409,
    {
      vi: 'Chưa có phiếu nào cho quyền biểu quyết này, phiếu không khác trước, hoặc đã đổi hai mươi lần. Hãy đọc `myVote`; phiếu đầu tiên bỏ bằng `castBallot`.',
      en: 'No ballot was cast for this vote yet, it says the same already, or it was changed twenty times. Read `myVote`; the first ballot is cast by `castBallot`.',
    },
    'Chưa có phiếu để đổi, phiếu không khác trước, hoặc đã đổi quá nhiều lần.',
    'There is no ballot to change, it says the same already, or it was changed too often.',
  ),
  SECRET_WEIGHTS: row(
    409,
    {
      vi: 'Trọng số và đa số kép cần cuộc biểu quyết NAMED: trong phiếu kín, trọng số hay số phiếu của một đơn vị sẽ lộ ra ai đã bỏ. Hãy hỏi ở dạng NAMED, hoặc dùng quy tắc không có hai điều đó.',
      en: 'Weights and double majorities need a NAMED poll: in a secret one a weight, or the count of a member, would tell who voted. Ask it as NAMED, or give a rule without them.',
    },
    'Phiếu kín không dùng được trọng số hay đa số kép.',
    'A secret vote cannot have weights or a double majority.',
  ),
  SCORE_NOT_FINAL: row(
    409,
    {
      vi: 'Thứ tự phân định cần điểm chung cuộc đã công bố, mà chưa phải đơn vị nào được chọn cũng có. Hãy công bố bằng `releaseRanks` rồi mở cuộc biểu quyết, hoặc dùng thứ tự phân định không có SCORE.',
      en: 'The tie order asks for the final score, and not every member to choose among has one that is released. Open the poll after `releaseRanks`, or give it a tie order without SCORE.',
    },
    'Chưa có điểm chung cuộc để phân định khi bằng phiếu.',
    'There is no final score yet to decide a tie.',
  ),
  SCORE_TABLE_FROZEN: row(
    409,
    {
      vi: 'Bảng điểm của năm đã chốt: không đặt bản khác và không chốt lại. Hãy đọc bản đã chốt: `facts.version`.',
      en: 'The score table of the year is frozen: no other is set, and it is not frozen again. Read the one that is: `facts.version`.',
    },
    'Bảng điểm của năm này đã chốt.',
    'The score table of this year is frozen.',
  ),
  SCORE_TABLE_CHANGED: row(
    409,
    {
      vi: 'Bản mới nhất của năm không có mã băm này: `facts` nêu bản mới nhất, null khi năm chưa có bảng điểm. Hãy đọc lại bản đó rồi chốt bằng mã băm của nó.',
      en: 'The newest version of the year has another hash: `facts` tells which it is, null where the year has no table. Read that one, and freeze it by its own hash.',
    },
    'Bảng điểm đã có bản khác; hãy đọc lại trước khi chốt.',
    'There is another version of the score table; read it before freezing.',
  ),
  SCORE_TABLE_UNFILLED: row(
    409,
    {
      vi: 'Bảng điểm còn nhóm chưa có tiêu chí: `facts.groups`. Hãy đặt bản đã điền đủ bằng `setScoreTable`.',
      en: 'Groups of the table wait to be filled: `facts.groups`. Send a version with their criteria by `setScoreTable`.',
    },
    'Bảng điểm còn nhóm chưa có tiêu chí.',
    'The score table has groups without criteria.',
  ),
  SCORE_TABLE_NOT_FROZEN: row(
    409,
    {
      vi: 'Chấm điểm theo bảng điểm đã chốt, mà năm này chưa có. Hãy chốt bằng `freezeScoreTable` trước.',
      en: 'Members are scored by a frozen table, and the year has none yet. Let one be frozen by `freezeScoreTable` first.',
    },
    'Bảng điểm của năm này chưa chốt.',
    'The score table of this year is not frozen yet.',
  ),
  SCORE_STAGE: row(
    409,
    {
      vi: 'Điểm của đơn vị không ở bước mà việc này cần: `facts.stage` là bước hiện tại, `facts.stages` là những bước được phép. Hãy đọc lại `Bloc.scores`.',
      en: 'The score of the member is not at a stage of this act: `facts.stage` is where it stands, `facts.stages` where it may be done. Read `Bloc.scores` again.',
    },
    'Điểm của đơn vị không ở bước này.',
    'The score of the member is not at this stage.',
  ),
  SCORE_ENTRIES_INVALID: row(
    400,
    {
      vi: 'Chưa ghi gì: `facts.faults` nêu mọi chỗ sai cùng lúc, mỗi chỗ có `key`, `part` và cách sửa. Hãy sửa rồi gửi lại.',
      en: 'Nothing was written: `facts.faults` tells all that is wrong at once, each with `key`, `part` and cure. Correct them and send all again.',
    },
    'Một số mục điểm chưa đúng.',
    'Some of the scores are not right.',
  ),
  SCORES_MISSING: row(
    409,
    {
      vi: 'Chưa thể nộp hoặc chốt: còn thiếu điểm. `facts.members` nêu từng đơn vị chưa thẩm định đủ, bước hiện tại và số tiêu chí còn thiếu. Hãy nhập, thẩm định cho đủ; đơn vị có giải trình phải được thẩm định lại.',
      en: 'It cannot be handed in or made final yet: scores are missing. `facts.members` tells the members that are not reviewed whole, their stage and how many leaves are missing. Let them be entered and reviewed; who has explained is reviewed again first.',
    },
    'Còn thiếu điểm.',
    'Scores are missing.',
  ),
  SCORES_FINAL: row(
    409,
    {
      vi: 'Điểm của năm đã chung cuộc. Hãy đọc `Bloc.scores`.',
      en: 'The scores of the year are final already. Read `Bloc.scores`.',
    },
    'Điểm của năm này đã chung cuộc.',
    'The scores of this year are final.',
  ),
  SCORES_NOT_FINAL: row(
    409,
    {
      vi: 'Chỉ công bố điểm đã chung cuộc. Hãy chốt bằng `finishScores` trước.',
      en: 'Only final scores are released. Make them final by `finishScores` first.',
    },
    'Điểm của năm này chưa chung cuộc.',
    'The scores of this year are not final yet.',
  ),
  RANKS_RELEASED: row(
    409,
    {
      vi: 'Điểm và thứ hạng của năm đã công bố. Hãy đọc `Bloc.scores`.',
      en: 'Totals and ranks of the year are released already. Read `Bloc.scores`.',
    },
    'Điểm và thứ hạng đã công bố.',
    'Totals and ranks are released already.',
  ),
  NOT_AGREED: row(
    409,
    {
      vi: 'Cuộc biểu quyết được nêu chưa thông qua điều gì: phải là câu hỏi tán thành hay không của một hội nghị không phải diễn tập, đã đóng và đạt. `facts` nêu trạng thái và kết quả của cuộc đó. Hãy nêu cuộc khác, hoặc chốt mà không nêu.',
      en: 'The poll that is named agreed on nothing: it must be a yes/no question of a conference that is no rehearsal, closed and passed. `facts` tells its state and outcome. Send another one, or none.',
    },
    'Cuộc biểu quyết này chưa thông qua.',
    'This poll has not passed.',
  ),
  TIE_STATE: row(
    409,
    {
      vi: 'Cuộc biểu quyết không có trường hợp bằng phiếu nào mà bước này phân định. Hãy làm điều mà `facts.next` nêu là bước tiếp theo của thứ tự phân định, nếu khác null; `facts.secondBallot` cho biết cuộc bỏ phiếu lần hai nào đã có.',
      en: 'The poll has no tie that this step decides. Read in `facts.next` what its tie order asks next, or null, and in `facts.secondBallot` which second ballot there is already.',
    },
    'Chưa đến bước này trong thứ tự phân định khi bằng phiếu.',
    'The tie order does not ask for this step now.',
  ),
  TOO_FEW_BALLOTS: row(
    409,
    {
      vi: 'Số phiếu ít hơn mức mà cuộc biểu quyết UNLINKED kiểm; `facts.floor` là mức tối thiểu. Hãy đóng cuộc biểu quyết: kết quả là TOO_FEW, không có số phiếu.',
      en: 'Fewer ballots than an UNLINKED poll counts; `facts.floor` is the least. Close the poll instead: it ends as TOO_FEW, without counts.',
    },
    'Quá ít phiếu kín để kiểm.',
    'Too few secret ballots to be counted.',
  ),
  BALLOT_KEYS_UNAVAILABLE: row(
    503,
    {
      vi: 'Nút này không ghi được khóa của cuộc biểu quyết kín vào thư mục BALLOT_KEYS (`facts.reason`), nên không mở. Hãy sửa thư mục, hoặc mở từ nút khác.',
      en: 'This node cannot write the key of a secret poll into the folder BALLOT_KEYS (`facts.reason`), so it is not opened. Make the folder writable, or open it from another node.',
    },
    'Máy chủ chưa giữ được khóa của biểu quyết kín nên chưa mở được. Hãy báo người quản trị máy chủ.',
    'The server cannot keep the key of a secret vote, so it is not opened. Tell whoever runs the server.',
  ),
  BALLOT_KEY_MISSING: row(
    409,
    {
      vi: 'Nút này không có khóa của cuộc biểu quyết kín. Hãy đóng từ nút có thư mục BALLOT_KEYS của lúc mở; nếu khóa đã mất thì hủy cuộc biểu quyết và lập vòng mới.',
      en: 'This node does not have the key of the secret poll. Close it from a node with the folder BALLOT_KEYS it was opened with; if the key is lost, void the poll and make a new round.',
    },
    'Máy chủ không có khóa để mở phiếu kín. Hãy báo người quản trị máy chủ; nếu khóa đã mất thì phải hủy và biểu quyết lại.',
    'The server has no key to open the secret ballots. Tell whoever runs the server; if the key is lost, the vote must be set aside and held again.',
  ),
  ELECTORATE_TOO_SMALL: row(
    409,
    {
      vi: 'Cuộc biểu quyết UNLINKED cần ít nhất năm người biểu quyết, và ít nhất bằng số phiếu mà quy tắc đòi để kiểm, nếu không thì không giữ kín được gì; `facts.smallestSecretElectorate` là số đó. Hãy để là NAMED, hoặc lập cuộc có nhiều người biểu quyết hơn.',
      en: 'An unlinked poll needs at least five electors, and as many as its rule has to count ballots of, or it hides nothing; `facts.smallestSecretElectorate` is the number. Make it a NAMED poll, or one with more electors.',
    },
    'Quá ít người biểu quyết để giữ bí mật.',
    'Too few electors for a secret poll.',
  ),
  NO_VOTE: row(
    403,
    {
      vi: 'Người xem không có quyền biểu quyết trong cuộc này. Hãy hỏi bàn thư ký ai có.',
      en: 'The viewer holds no vote in this poll. Ask the desk who has it.',
    },
    'Bạn không có quyền biểu quyết ở đây.',
    'You hold no vote in this poll.',
  ),
  ALREADY_VOTED: row(
    409,
    {
      vi: 'Quyền biểu quyết này đã bỏ phiếu. Hãy đọc `myVote` để thấy phiếu đã được tính; khi `Poll.mayChange` là true thì đổi bằng `changeBallot`.',
      en: 'The elector has voted already. Read `myVote` to see that it counted; where `Poll.mayChange` is true, `changeBallot` changes it.',
    },
    'Phiếu này đã được bỏ.',
    'This vote has already been cast.',
  ),
  BALLOT_INVALID: row(
    400,
    {
      vi: 'Lựa chọn không hợp với cuộc biểu quyết: mã lạ, trùng, quá nhiều, hoặc không chọn khi phải chọn. Hãy gửi mã có trong `options` của cuộc đó.',
      en: 'The choices do not fit the poll: unknown, doubled, too many, or none where one is needed. Send codes of its `options`.',
    },
    'Phiếu không hợp lệ.',
    'The ballot is not valid.',
  ),
  BALLOTS_CAST: row(
    409,
    {
      vi: 'Không nhập tay số phiếu được: ở đây đã có phiếu điện tử. Hãy hủy cuộc biểu quyết và lập vòng mới.',
      en: 'Counts cannot be entered by hand: ballots were cast here. Void the poll and make a new round.',
    },
    'Đã có người bỏ phiếu điện tử, không thể nhập kết quả kiểm phiếu giấy.',
    'Ballots were already cast here, so counts cannot be entered by hand.',
  ),
  PAPERS_NOT_COUNTED: row(
    409,
    {
      vi: 'Có người biểu quyết bằng phiếu giấy (`facts.electors`), mà kết quả phiếu giấy chưa nhập. Hãy để bàn thư ký kiểm phiếu giấy và nhập bằng `recordPaperBallots`, rồi đóng.',
      en: 'Electors of the poll vote on paper (`facts.electors`), and what they wrote is not entered. Make the desk count the papers and enter them by `recordPaperBallots`, then close.',
    },
    'Có phiếu giấy chưa được kiểm và nhập. Hãy nhập số phiếu giấy, có người thứ hai xác nhận, rồi đóng.',
    'There are paper ballots that are not counted and entered yet. Enter them, have them confirmed, then close.',
  ),
  RESULT_INVALID: row(
    400,
    {
      vi: 'Số phiếu nhập tay không khớp: phương án lạ, số phiếu nhiều hơn số người biểu quyết, hoặc tổng sai. Hãy sửa theo biên bản kiểm phiếu.',
      en: 'Counts entered by hand do not work out: unknown option, more ballots than electors, or wrong sums. Correct them by the minutes of the tellers.',
    },
    'Số phiếu nhập vào không khớp.',
    'The counts entered do not add up.',
  ),
  // What needs two people
  NO_SECOND_ACCOUNT: row(
    409,
    {
      vi: 'Việc này cần tài khoản thứ hai xác nhận, mà không ai khác xác nhận được: không có chủ tọa, thư ký hay quản trị viên nào khác đang đăng nhập hoặc có thẻ. Hãy cấp thẻ một trong các vai trò đó cho người thứ hai, rồi đề nghị lại.',
      en: 'The act needs a second account to confirm it, and nobody else could: no other chair, secretary or administrator is signed in or has a badge. Make a badge of one of these roles for a second person, then ask again.',
    },
    'Việc này cần hai người, mà chưa có người thứ hai nào xác nhận được. Hãy cấp thẻ chủ tọa, thư ký hoặc quản trị viên cho một người nữa rồi làm lại.',
    'This takes two people, and there is no second one who could confirm it. Issue a badge of chair, secretary or administrator to another person, then do it again.',
  ),
  SAME_ACCOUNT: row(
    409,
    {
      vi: 'Người đề nghị không tự xác nhận hay từ chối được, dù bằng phiên nào. Hãy nhờ chủ tọa, thư ký hoặc quản trị viên khác; rút đề nghị của mình bằng `withdrawAct`.',
      en: 'Whoever asked for an act cannot confirm or decline it, by whatever session. Ask another chair, secretary or administrator; take your own back by `withdrawAct`.',
    },
    'Người đề nghị không tự xác nhận hay từ chối được; cần một người khác.',
    'Whoever asked cannot confirm or decline it; it takes somebody else.',
  ),
  BADGE_FROM_ASKER: row(
    409,
    {
      vi: 'Thẻ của phiên này do chính người đề nghị cấp sau khi đề nghị, hoặc định danh của phiên do họ gắn sau đó: tự làm, hoặc qua người mà từ đó họ cho vào. Hãy để chủ tọa, thư ký hoặc quản trị viên được cấp thẻ từ trước, hoặc do người khác cấp, xác nhận.',
      en: 'Whoever asked for the act gave the badge of this session, or linked its identity, after asking: themselves, or through others they let in since. Let a chair, secretary or administrator confirm who was let in before, or by somebody else.',
    },
    'Thẻ đang dùng do chính người đề nghị cấp sau khi đề nghị, nên không xác nhận được việc này; cần một người khác.',
    'The badge in use was given by whoever asked, after asking, and so cannot confirm this; it takes somebody else.',
  ),
  ACT_WAITING: row(
    409,
    {
      vi: 'Việc này đã có người đề nghị và đang chờ: `facts.pendingActId`. Hãy đợi đến khi đề nghị đó được xác nhận, từ chối hoặc rút.',
      en: 'The same has been asked for already and waits: `facts.pendingActId`. Wait until that one is confirmed, declined or withdrawn.',
    },
    'Việc này đã có người đề nghị và đang chờ xác nhận.',
    'This has been asked for already and waits to be confirmed.',
  ),
  ACT_SETTLED: row(
    409,
    {
      vi: 'Đề nghị đã được xác nhận, từ chối hoặc rút; `facts` cho biết ai làm. Hãy đọc lại.',
      en: 'The act was confirmed, declined or withdrawn already; `facts` says by whom. Read it again.',
    },
    'Việc này đã được xác nhận, từ chối hoặc rút lại.',
    'This has been confirmed, declined or withdrawn already.',
  ),
  ACT_OUTDATED: row(
    409,
    {
      vi: 'Đối tượng của đề nghị đã thay đổi từ lúc đề nghị, hoặc người đề nghị đã bị khóa. Hãy đọc lại hiện trạng, từ chối hoặc rút đề nghị này, rồi đề nghị lại.',
      en: 'What the act is about changed since it was asked for, or whoever asked was shut out. Read how it stands, decline or withdraw this one, and ask anew.',
    },
    'Sự việc đã thay đổi từ lúc đề nghị, nên không xác nhận được nữa. Hãy từ chối và đề nghị lại nếu vẫn cần.',
    'Things have changed since this was asked for, so it cannot be confirmed any more. Decline it, and ask again if it is still needed.',
  ),
  // Award
  REPORT_SETTLED: row(
    409,
    {
      vi: 'Báo cáo kết quả không còn chờ: đã xác nhận, đã trả lại hoặc đã có báo cáo mới hơn thay thế; `facts.state` cho biết. Hãy đọc lại `Member.reports`.',
      en: 'The report of results waits no more: it was confirmed, returned, or superseded by a later one; `facts.state` says which. Read `Member.reports` again.',
    },
    'Báo cáo này đã được xác nhận, trả lại hoặc thay bằng báo cáo mới hơn.',
    'This report has been confirmed, returned or replaced by a later one.',
  ),
  DEADLINE_WITHDRAWN: row(
    409,
    {
      vi: 'Hạn này đã bãi bỏ. Hãy đọc lại `Bloc.deadlines`, hoặc đặt hạn mới bằng `setDeadline`.',
      en: 'The deadline was withdrawn. Read `Bloc.deadlines` again, or set another by `setDeadline`.',
    },
    'Hạn này đã bãi bỏ.',
    'This deadline has been withdrawn.',
  ),
  PROPOSAL_EXISTS: row(
    409,
    {
      vi: 'Hình thức khen thưởng này đã được đề nghị cho đơn vị và năm đó. Hãy đọc lại các đề nghị.',
      en: 'The award is proposed for that member and year already. Read the proposals again.',
    },
    'Đề nghị này đã có.',
    'This proposal exists already.',
  ),
  BARRED: row(
    409,
    {
      vi: 'Đơn vị hôm nay đang trong thời gian chưa được xét hình thức khen thưởng này: `facts` nêu văn bản và các ngày. Hãy đợi hết thời gian, kết thúc bằng `endBar`, hoặc đưa đơn vị ra khỏi phiếu.',
      en: 'A bar keeps the member from the award today: `facts` has its document and days. Wait until it ends, end it by `endBar`, or take the member off the ballot.',
    },
    'Đơn vị đang trong thời gian chưa được xét khen thưởng.',
    'The member is barred from this award for now.',
  ),
  ONE_AWARD: row(
    409,
    {
      vi: 'Đơn vị đã được đề nghị hình thức khen thưởng khác cho năm này: `facts.proposals`. Một thành tích chỉ có một hình thức khen thưởng; nếu lần này vì thành tích khác thì hãy gửi `besideReason`.',
      en: 'Another award is proposed for the member and year: `facts.proposals`. One merit has one award; send `besideReason` where this one is for another.',
    },
    'Đơn vị đã được đề nghị một hình thức khen thưởng cho năm này; cần nêu lý do nếu đề nghị thêm.',
    'Another award is proposed for this member and year; give a reason to propose one more.',
  ),
  PROPOSAL_STATE: row(
    409,
    {
      vi: 'Bước này không tiếp nối được bước hiện tại của đề nghị: `facts` cho biết đang ở đâu, và cách sửa khi đang có cuộc biểu quyết về đề nghị. Hãy đọc lại đề nghị trước khi làm bước tiếp.',
      en: 'The step does not follow from where the proposal stands: `facts` says where, and for a poll about it the cure. Read the proposal again before the next step.',
    },
    'Đề nghị khen thưởng không ở bước phù hợp.',
    'The proposal is not at that stage.',
  ),
  DECISION_DATE: row(
    422,
    {
      vi: 'Ngày trước năm của khen thưởng, hoặc trước ngày của bước liền trước. Hãy sửa: `facts.notBefore` là ngày sớm nhất có thể.',
      en: 'The date is before the year of the award, or before that of the step before it. Correct it: `facts.notBefore` is the earliest there can be.',
    },
    'Ngày quyết định không đúng thứ tự.',
    'The dates of the decisions are out of order.',
  ),
  // Import
  FILE_INVALID: row(
    400,
    {
      vi: 'Tệp không hợp lệ; `facts.problems` có đường dẫn, giá trị và cách sửa của từng lỗi. Hãy sửa rồi gửi lại tệp.',
      en: 'The file does not hold; `facts.problems` has path, value and cure of each fault. Correct them and send the file again.',
    },
    'Tệp có lỗi.',
    'The file has faults.',
  ),
  FILE_CONFLICT: row(
    409,
    {
      vi: 'Tệp sẽ làm thay đổi điều mà một hội nghị đang diễn ra đã dựa vào; `facts.conflicts` có đường dẫn, đối tượng, giá trị đang lưu, giá trị trong tệp và cách sửa của từng điểm. Hãy sửa rồi gửi lại tệp.',
      en: 'The file would change what a live conference already rests on; `facts.conflicts` has path, thing, stored and given value and cure of each. Correct them and send the file again.',
    },
    'Tệp làm thay đổi dữ liệu hội nghị đang diễn ra.',
    'The file would change a conference that has begun.',
  ),
  // The server
  LOG_POSITION_AHEAD: row(
    400,
    {
      vi: 'Vị trí vượt quá cuối nhật ký, hoặc nhỏ hơn 0: `facts.end` là vị trí cuối. Hãy đọc lại nhật ký từ một vị trí có trong đó.',
      en: 'The position is beyond the end of the log, or below 0: `facts.end` is its last one. Read the log again from a position it has.',
    },
    'Nhật ký không có vị trí này.',
    'The log has no such position.',
  ),
  AXES_MIXED: row(
    400,
    {
      vi: 'Một truy vấn hỏi cả `asOf` (hội trường thấy gì ở một vị trí) và `knownAt` (đến một thời điểm đã biết gì về một dữ kiện). Đó là hai trục khác nhau. Hãy hỏi bằng hai truy vấn.',
      en: 'A document asks for `asOf` (what the hall saw at a position) and for `knownAt` (what was known of a fact at a time). They are two axes. Ask for them in two documents.',
    },
    'Không hỏi cùng lúc theo vị trí nhật ký và theo thời điểm biết.',
    'What the hall saw and what was known at a time are asked for separately.',
  ),
  POSITION_NOT_KEPT: row(
    400,
    {
      vi: 'Nhật ký của phiên bản cũ không cho biết hội nghị ra sao ở vị trí đó. Hãy hỏi một vị trí sau hơn.',
      en: 'The log of an older release does not tell how the conference stood at that position. Ask for a later one.',
    },
    'Nhật ký của phiên bản cũ không đủ để dựng lại hội nghị ở vị trí này.',
    'The log does not tell how the conference stood at that position.',
  ),
  TOO_SLOW: row(
    503,
    {
      vi: 'Bên nhận không theo kịp; `facts.after` là chỗ để đọc tiếp. Hãy kết nối lại.',
      en: 'The reader did not keep up; `facts.after` is where to resume. Connect again.',
    },
    'Kết nối quá chậm, hãy nối lại.',
    'The connection is too slow; reconnect.',
  ),
  BUSY: row(
    503,
    {
      vi: 'Cơ sở dữ liệu không trả lời hoặc quá tải. Chưa có gì được làm, hoặc gửi lại thì nhận đúng biên nhận cũ. Hãy thử lại.',
      en: 'The database is away or overloaded. Nothing was done, or the retry gets the same receipt. Try again.',
    },
    'Máy chủ đang bận, hãy thử lại.',
    'The server is busy; try again.',
  ),
  READ_ONLY: row(
    503,
    {
      vi: 'Cơ sở dữ liệu tạm thời không ghi được: đĩa đầy, hoặc là bản dự phòng. Chưa có gì được làm. Đọc và theo dõi vẫn chạy. Hãy thử lại, không sớm hơn `Retry-After`.',
      en: 'The database takes no writes now: its disk is full, or it is a standby. Nothing was done. Reads and subscriptions go on. Try again, not before `Retry-After`.',
    },
    'Máy chủ tạm thời không ghi được, hãy thử lại sau.',
    'The server can only be read now; try again later.',
  ),
  INTERNAL_SERVER_ERROR: row(
    500,
    {
      vi: 'Lỗi của máy chủ, đã ghi vào nhật ký vận hành theo `requestId`. Có thể thử lại với cùng khóa chống gửi trùng.',
      en: 'A fault of the server, logged under `requestId`. The request may be tried again with the same idempotency key.',
    },
    'Lỗi máy chủ.',
    'A fault of the server.',
  ),
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof codes;
