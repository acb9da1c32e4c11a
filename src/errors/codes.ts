/** One row of the table every refusal comes from: HTTP status of a request refused as a whole, and what to tell whom. */
export interface CodeRow {
  readonly status: number;
  /** For client authors: when it comes and what to do. */
  readonly meaning: string;
  /** For the person at the screen. */
  readonly vi: string;
  readonly en: string;
}

const row = (status: number, meaning: string, vi: string, en: string): CodeRow => ({ status, meaning, vi, en });

/** Every code a caller can meet, the only place they are made. docs/errors.md is printed from it. */
export const codes = {
  // Who asks
  UNAUTHENTICATED: row(
    401,
    'No session, or it ended. Sign in again.',
    'Bạn chưa đăng nhập hoặc phiên đã hết.',
    'You are not signed in, or your session has ended.',
  ),
  FORBIDDEN: row(
    403,
    'The role, or its conference, does not allow this. Sign in as somebody who may: docs/authority.md lists who.',
    'Bạn không có quyền làm việc này.',
    'You may not do this.',
  ),
  BADGE_INVALID: row(
    401,
    'The badge code is wrong, used, expired or revoked. Ask the desk for a new one.',
    'Mã thẻ không đúng, đã dùng hoặc đã hết hạn.',
    'The badge code is wrong, already used or expired.',
  ),
  IDENTITY_LINKED: row(
    409,
    'Whom the OpenID provider knows is linked to an account already; `facts.accountId` says which. End that first by `unlinkIdentity`.',
    'Định danh này đã gắn với một tài khoản.',
    'This identity is linked to an account already.',
  ),
  TOO_MANY_TRIES: row(
    429,
    'Too many sign-in attempts. Wait a minute.',
    'Thử quá nhiều lần, hãy đợi một phút.',
    'Too many attempts; wait a minute.',
  ),
  TOO_MANY_CONNECTIONS: row(
    429,
    'The session, or the address, holds as many sockets and event streams open as it may. Close one.',
    'Đang mở quá nhiều kết nối.',
    'There are too many open connections.',
  ),
  TOO_MANY_SUBSCRIPTIONS: row(
    429,
    'As many operations as one socket may carry are under way, or as many different subscriptions are served as there may be. End some, or ask what others ask.',
    'Đang theo dõi quá nhiều nội dung khác nhau.',
    'There are too many subscriptions.',
  ),
  ROLE_HELD: row(
    409,
    'The account holds this role at the bloc in a part of that time already: `facts` names it. End that one first, or choose another time.',
    'Tài khoản đã có vai trò này trong khoảng thời gian đó.',
    'The account holds this role during that time already.',
  ),
  ENDED: row(
    409,
    'The session, key, badge, account or role has ended already: revoked, expired or, of a badge, used. Read the list again.',
    'Phiên, khóa, mã thẻ, tài khoản hoặc vai trò này đã hết hiệu lực.',
    'It has ended already.',
  ),
  // What was asked
  BAD_USER_INPUT: row(
    400,
    'An argument is of the wrong form; `facts` names it and the cure, or lists `problems` by the path of each argument. Correct it and send it again.',
    'Dữ liệu gửi lên không hợp lệ.',
    'What was sent is not valid.',
  ),
  NOT_FOUND: row(
    404,
    'Nothing with that id, or it is not yours to see. Read the id again from a list, or sign in as somebody who sees it.',
    'Không tìm thấy.',
    'Not found.',
  ),
  GRAPHQL_PARSE_FAILED: row(
    400,
    'The document is not GraphQL. Correct it at `locations`.',
    'Yêu cầu không đúng cú pháp GraphQL.',
    'The document cannot be parsed.',
  ),
  GRAPHQL_VALIDATION_FAILED: row(
    400,
    'The document does not fit the schema; compare it with schema/api.graphql.',
    'Yêu cầu không khớp lược đồ.',
    'The document does not fit the schema.',
  ),
  DOCUMENT_TOO_LARGE: row(
    400,
    'Over a limit of depth, cost, tokens, aliases or root fields; `facts` has the limit. Ask for less at once.',
    'Yêu cầu quá lớn.',
    'The request asks for too much at once.',
  ),
  OVER_BUDGET: row(
    200,
    'The execution used more than it may: `facts.used` and `facts.allowed` have units and bytes. Ask for smaller pages, or one poll or member at a time. Nothing of it is given.',
    'Yêu cầu cần quá nhiều dữ liệu cùng lúc, hãy chia nhỏ.',
    'The request needs too much at once; ask for less.',
  ),
  RATE_LIMITED: row(
    429,
    'The session, or the address without one, has used more than it may in the long run. Wait `facts.waitSeconds`, and ask for less.',
    'Gửi quá nhiều yêu cầu, hãy đợi một lát.',
    'Too many requests; wait a moment.',
  ),
  DOCUMENT_NOT_LISTED: row(
    403,
    'This server answers the public only the documents of its own pages. Sign in, or use an API key.',
    'Máy chủ chỉ nhận các truy vấn đã đăng ký từ người chưa đăng nhập.',
    'This server takes only listed documents from those who have not signed in.',
  ),
  OPERATION_RESOLUTION_FAILURE: row(
    400,
    'The document has several operations and `operationName` does not pick one. Send the name of one that is in it.',
    'Không rõ thao tác cần chạy.',
    'It is unclear which operation to run.',
  ),
  PERSISTED_QUERY_NOT_SUPPORTED: row(
    200,
    'Persisted queries are off; send the whole document.',
    'Máy chủ không nhận truy vấn lưu sẵn.',
    'Persisted queries are not supported.',
  ),
  BAD_REQUEST: row(
    400,
    'The request or message is not a GraphQL request: wrong method, content type or body. Send what `facts.problem` or the message asks for.',
    'Yêu cầu HTTP không hợp lệ.',
    'The HTTP request is not valid.',
  ),
  BODY_TOO_LARGE: row(
    413,
    'The HTTP body is over `facts.limitBytes`. Send less, have BODY_LIMIT_BYTES raised, or bring a conference file in by the command `giaouoc import`.',
    'Dữ liệu gửi lên quá lớn. Tệp hội nghị lớn thì nhập bằng lệnh giaouoc import.',
    'The body is too large. A large conference file comes in by the command giaouoc import.',
  ),
  UNSUPPORTED_MEDIA_TYPE: row(
    415,
    'The body is of a content type nobody here reads. Send `application/json`.',
    'Máy chủ không đọc được loại dữ liệu này.',
    'This type of content is not supported.',
  ),
  IDEMPOTENCY_MISMATCH: row(
    409,
    'The idempotency key was used before for a different request. Make a new key.',
    'Khóa chống gửi trùng đã dùng cho yêu cầu khác.',
    'This idempotency key was used for a different request.',
  ),
  // Conference
  CONFERENCE_NOT_OPEN: row(
    409,
    'The conference has not been opened, or is closed. Wait until the chair opens it; a closed one takes nothing more.',
    'Hội nghị chưa khai mạc hoặc đã bế mạc.',
    'The conference is not in session.',
  ),
  CONFERENCE_STATE: row(
    409,
    'The conference is not in the state this step starts from; `facts.state` is. Read it again before the next step.',
    'Trạng thái hội nghị không cho phép.',
    'The conference is not at that stage.',
  ),
  POLLS_OPEN: row(
    409,
    'A poll is still open, at the conference or about the proposal; close or void it first, `facts.polls` names it.',
    'Còn cuộc biểu quyết đang mở.',
    'A poll is still open.',
  ),
  REHEARSAL_RUNNING: row(
    409,
    'This process is playing a rehearsal; stop it first, or wait until it has ended.',
    'Một buổi diễn tập đang chạy.',
    'A rehearsal is already being played.',
  ),
  TOO_MANY_REHEARSALS: row(
    409,
    'As many rehearsals of the conference as there may be have not ended. Stop some of them (stopRehearsal).',
    'Có quá nhiều buổi diễn tập của hội nghị này chưa kết thúc; hãy dừng bớt.',
    'Too many rehearsals of this conference have not ended; stop some.',
  ),
  NOT_A_REHEARSAL: row(
    409,
    'Only a rehearsal can be stopped so. Close a real conference instead.',
    'Đây không phải là buổi diễn tập.',
    'This is not a rehearsal.',
  ),
  AGENDA_STATE: row(
    409,
    'The agenda item is not in the state this step starts from, or another one is current. Finish that one, and read the agenda again.',
    'Mục chương trình không ở trạng thái phù hợp.',
    'The agenda item is not at that stage.',
  ),
  ALREADY_PRESENT: row(
    409,
    'The delegate is checked in already. Go on: there is nothing to do.',
    'Đại biểu đã điểm danh.',
    'The delegate is already checked in.',
  ),
  NOT_PRESENT: row(
    409,
    'The delegate is not checked in. Check in first.',
    'Đại biểu chưa điểm danh.',
    'The delegate is not checked in.',
  ),
  IN_QUEUE: row(
    409,
    'The delegate speaks, or waits to, already. Go on: there is nothing to do.',
    'Đại biểu đã đăng ký phát biểu.',
    'The delegate has asked to speak already.',
  ),
  SPEAKER_STATE: row(
    409,
    'The speaker does not stand where this step starts from: they have spoken, or left the queue. Read `Conference.speakers` again.',
    'Lượt phát biểu này đã bắt đầu, đã xong hoặc đã rút.',
    'This speech has begun or ended, or was withdrawn.',
  ),
  FLOOR_TAKEN: row(
    409,
    'Somebody else has the floor; `facts.speaking` says who. Stop them first.',
    'Đang có đại biểu phát biểu; hãy kết thúc lượt đó trước.',
    'Somebody else is speaking; end that speech first.',
  ),
  NO_MANDATE: row(
    409,
    'The delegate holds no mandate that could go to a stand-in. Read the list of delegates again and name the one who has it.',
    'Đại biểu này không giữ quyền biểu quyết hay ký kết nào.',
    'The delegate holds no mandate.',
  ),
  MANDATE_HELD: row(
    409,
    'The stand-in holds a mandate already, and one person has one. Send another delegate as `standInId`.',
    'Người được ủy quyền đang giữ quyền biểu quyết hoặc ký kết.',
    'The stand-in already holds a mandate.',
  ),
  MANDATE_USED: row(
    409,
    'The delegate has voted or signed, or an open poll counts on the mandate: member and mandates stay. Send `replaceDelegate` instead.',
    'Đại biểu đã biểu quyết hoặc ký kết, không đổi đơn vị hay quyền được nữa; hãy dùng ủy quyền.',
    'The delegate has voted or signed; member and mandates stay. Let somebody stand in instead.',
  ),
  DELEGATE_WITHDRAWN: row(
    409,
    'The desk entered that the delegate will not come. Read the list again.',
    'Đại biểu đã báo vắng.',
    'The delegate was entered as not coming.',
  ),
  // Pact
  PACT_NOT_DRAFT: row(
    409,
    'The text is open or in force, and `facts.signed` signatures stand under it. Ask all who signed to withdraw, and change it then; once in force it never changes.',
    'Giao ước không còn là dự thảo.',
    'The pact is no longer a draft.',
  ),
  PACT_NOT_OPEN: row(
    409,
    'The pact is not open for signature, or is in force already. Wait until the chair opens it.',
    'Giao ước chưa mở ký hoặc đã có hiệu lực.',
    'The pact is not open for signature.',
  ),
  PACT_EMPTY: row(
    409,
    'The pact has no article; there is nothing to sign. Draft its articles first.',
    'Giao ước chưa có điều khoản nào.',
    'The pact has no article yet.',
  ),
  PACT_NEEDS_MORE: row(
    409,
    'The rule of the bloc asks for more signatures (`facts.signatures`) than the pact has parties (`facts.parties`): it could never come into force. Correct the rule in the conference file, or the members of the year.',
    'Quy định của cụm, khối đòi nhiều chữ ký hơn số bên ký giao ước. Hãy sửa quy định hoặc danh sách đơn vị của năm.',
    'The bloc asks for more signatures than the pact has parties. Correct the rule, or the members of the year.',
  ),
  PACT_TEXT_CHANGED: row(
    409,
    'The hash signed is not the hash of the text; read the text again.',
    'Văn bản đã thay đổi, hãy đọc lại trước khi ký.',
    'The text has changed; read it again before signing.',
  ),
  NO_MANDATE_TO_SIGN: row(
    403,
    'The delegate has no mandate to sign for a member of the year. Ask the desk who has it.',
    'Bạn không được ủy quyền ký thay đơn vị.',
    'You have no mandate to sign for a member.',
  ),
  ALREADY_SIGNED: row(
    409,
    'The member has signed already. Go on: there is nothing to do.',
    'Đơn vị đã ký giao ước.',
    'The member has already signed.',
  ),
  NOT_SIGNED: row(
    409,
    'The member has no signature to withdraw. Read the signatures again.',
    'Đơn vị chưa ký giao ước.',
    'The member has not signed.',
  ),
  // Poll
  POLL_STATE: row(
    409,
    'The poll is not in the state this step starts from; `facts.state` is. Read it again before the next step.',
    'Cuộc biểu quyết không ở trạng thái phù hợp.',
    'The poll is not at that stage.',
  ),
  POLL_NOT_OPEN: row(
    409,
    'Ballots are not taken: the poll is not open yet, or closed. Wait until the chair opens it; a closed one takes none.',
    'Cuộc biểu quyết chưa mở hoặc đã đóng.',
    'The vote is not open yet, or has closed.',
  ),
  NO_QUORUM: row(
    409,
    'Too few electors are present to open; `facts` has both numbers. Wait until more have checked in.',
    'Chưa đủ túc số.',
    'There is no quorum.',
  ),
  SECRET_COUNTS: row(
    409,
    'Counts of an UNLINKED poll never run before it closes: each step would tell what somebody chose. Leave `liveTally` out, or send false; turnout runs live anyway.',
    'Phiếu kín không hiện số phiếu khi chưa đóng.',
    'The counts of a secret vote cannot be shown before it closes.',
  ),
  SECRET_CHANGES: row(
    409,
    'A ballot of an UNLINKED poll can never be changed: whose it is nobody can tell. Leave `mayChange` out, or make the poll NAMED.',
    'Phiếu kín đã bỏ thì không đổi được.',
    'A secret ballot cannot be changed once it is cast.',
  ),
  OPENING_MISSED: row(
    409,
    'No server ran when the poll was to open by itself, and two minutes have passed. Read `Poll.notOpened`, and open it by `openPoll` or name another time by `schedulePoll`.',
    'Đã quá giờ mở mà máy chủ không chạy.',
    'The time to open passed while the server was not running.',
  ),
  BALLOT_FINAL: row(
    409,
    'The poll was made without `mayChange`: a ballot that was cast stays. Read `Poll.mayChange` before offering a change.',
    'Cuộc biểu quyết này không cho đổi phiếu.',
    'A vote that was cast cannot be changed here.',
  ),
  NOTHING_CHANGED: row(
    409,
    'No ballot was cast for this vote yet, it says the same already, or it was changed twenty times. Read `myVote`; the first ballot is cast by `castBallot`.',
    'Chưa có phiếu để đổi, phiếu không khác trước, hoặc đã đổi quá nhiều lần.',
    'There is no ballot to change, it says the same already, or it was changed too often.',
  ),
  SECRET_WEIGHTS: row(
    409,
    'Weights and double majorities need a NAMED poll: in a secret one a weight, or the count of a member, would tell who voted. Ask it as NAMED, or give a rule without them.',
    'Phiếu kín không dùng được trọng số hay đa số kép.',
    'A secret vote cannot have weights or a double majority.',
  ),
  SCORE_NOT_FINAL: row(
    409,
    'The tie order asks for the final score, and there is none for every member to choose among. Open the poll once there is, or give it a tie order without SCORE.',
    'Chưa có điểm chung cuộc để phân định khi bằng phiếu.',
    'There is no final score yet to decide a tie.',
  ),
  TIE_STATE: row(
    409,
    'The poll has no tie that this step decides. Read in `facts.next` what its tie order asks next, or null, and in `facts.secondBallot` which second ballot there is already.',
    'Chưa đến bước này trong thứ tự phân định khi bằng phiếu.',
    'The tie order does not ask for this step now.',
  ),
  TOO_FEW_BALLOTS: row(
    409,
    'Fewer ballots than an UNLINKED poll counts; `facts.floor` is the least. Close the poll instead: it ends as TOO_FEW, without counts.',
    'Quá ít phiếu kín để kiểm.',
    'Too few secret ballots to be counted.',
  ),
  ELECTORATE_TOO_SMALL: row(
    409,
    'An unlinked poll needs at least five electors, and as many as its rule has to count ballots of, or it hides nothing; `facts.smallestSecretElectorate` is the number. Make it a NAMED poll, or one with more electors.',
    'Quá ít người biểu quyết để giữ bí mật.',
    'Too few electors for a secret poll.',
  ),
  NO_VOTE: row(
    403,
    'The viewer holds no vote in this poll. Ask the desk who has it.',
    'Bạn không có quyền biểu quyết ở đây.',
    'You hold no vote in this poll.',
  ),
  ALREADY_VOTED: row(
    409,
    'The elector has voted already. Read `myVote` to see that it counted; where `Poll.mayChange` is true, `changeBallot` changes it.',
    'Phiếu này đã được bỏ.',
    'This vote has already been cast.',
  ),
  BALLOT_INVALID: row(
    400,
    'The choices do not fit the poll: unknown, doubled, too many, or none where one is needed. Send codes of its `options`.',
    'Phiếu không hợp lệ.',
    'The ballot is not valid.',
  ),
  BALLOTS_CAST: row(
    409,
    'Counts cannot be entered by hand: ballots were cast here. Void the poll and make a new round.',
    'Đã có người bỏ phiếu điện tử, không thể nhập kết quả kiểm phiếu giấy.',
    'Ballots were already cast here, so counts cannot be entered by hand.',
  ),
  PAPERS_NOT_COUNTED: row(
    409,
    'Electors of the poll vote on paper (`facts.electors`), and what they wrote is not entered. Make the desk count the papers and enter them by `recordPaperBallots`, then close.',
    'Có phiếu giấy chưa được kiểm và nhập. Hãy nhập số phiếu giấy, có người thứ hai xác nhận, rồi đóng.',
    'There are paper ballots that are not counted and entered yet. Enter them, have them confirmed, then close.',
  ),
  RESULT_INVALID: row(
    400,
    'Counts entered by hand do not work out: unknown option, more ballots than electors, or wrong sums. Correct them by the minutes of the tellers.',
    'Số phiếu nhập vào không khớp.',
    'The counts entered do not add up.',
  ),
  // What needs two people
  NO_SECOND_ACCOUNT: row(
    409,
    'The act needs a second account to confirm it, and nobody else could: no other chair, secretary or administrator is signed in or has a badge. Make a badge of one of these roles for a second person, then ask again.',
    'Việc này cần hai người, mà chưa có người thứ hai nào xác nhận được. Hãy cấp thẻ chủ tọa, thư ký hoặc quản trị viên cho một người nữa rồi làm lại.',
    'This takes two people, and there is no second one who could confirm it. Issue a badge of chair, secretary or administrator to another person, then do it again.',
  ),
  SAME_ACCOUNT: row(
    409,
    'Whoever asked for an act cannot confirm or decline it, by whatever session. Ask another chair, secretary or administrator; take your own back by `withdrawAct`.',
    'Người đề nghị không tự xác nhận hay từ chối được; cần một người khác.',
    'Whoever asked cannot confirm or decline it; it takes somebody else.',
  ),
  BADGE_FROM_ASKER: row(
    409,
    'Whoever asked for the act gave the badge of this session, or linked its identity, after asking: themselves, or through others they let in since. Let a chair, secretary or administrator confirm who was let in before, or by somebody else.',
    'Thẻ đang dùng do chính người đề nghị cấp sau khi đề nghị, nên không xác nhận được việc này; cần một người khác.',
    'The badge in use was given by whoever asked, after asking, and so cannot confirm this; it takes somebody else.',
  ),
  ACT_WAITING: row(
    409,
    'The same has been asked for already and waits: `facts.pendingActId`. Wait until that one is confirmed, declined or withdrawn.',
    'Việc này đã có người đề nghị và đang chờ xác nhận.',
    'This has been asked for already and waits to be confirmed.',
  ),
  ACT_SETTLED: row(
    409,
    'The act was confirmed, declined or withdrawn already; `facts` says by whom. Read it again.',
    'Việc này đã được xác nhận, từ chối hoặc rút lại.',
    'This has been confirmed, declined or withdrawn already.',
  ),
  ACT_OUTDATED: row(
    409,
    'What the act is about changed since it was asked for, or whoever asked was shut out. Read how it stands, decline or withdraw this one, and ask anew.',
    'Sự việc đã thay đổi từ lúc đề nghị, nên không xác nhận được nữa. Hãy từ chối và đề nghị lại nếu vẫn cần.',
    'Things have changed since this was asked for, so it cannot be confirmed any more. Decline it, and ask again if it is still needed.',
  ),
  // Award
  PROPOSAL_EXISTS: row(
    409,
    'The award is proposed for that member and year already. Read the proposals again.',
    'Đề nghị này đã có.',
    'This proposal exists already.',
  ),
  BARRED: row(
    409,
    'A bar keeps the member from the award today: `facts` has its document and days. Wait until it ends, end it by `endBar`, or take the member off the ballot.',
    'Đơn vị đang trong thời gian chưa được xét khen thưởng.',
    'The member is barred from this award for now.',
  ),
  ONE_AWARD: row(
    409,
    'Another award is proposed for the member and year: `facts.proposals`. One merit has one award; send `besideReason` where this one is for another.',
    'Đơn vị đã được đề nghị một hình thức khen thưởng cho năm này; cần nêu lý do nếu đề nghị thêm.',
    'Another award is proposed for this member and year; give a reason to propose one more.',
  ),
  PROPOSAL_STATE: row(
    409,
    'The step does not follow from where the proposal stands: `facts` says where, and for a poll about it the cure. Read the proposal again before the next step.',
    'Đề nghị khen thưởng không ở bước phù hợp.',
    'The proposal is not at that stage.',
  ),
  DECISION_DATE: row(
    422,
    'The date is before the year of the award, or before that of the step before it. Correct it: `facts.notBefore` is the earliest there can be.',
    'Ngày quyết định không đúng thứ tự.',
    'The dates of the decisions are out of order.',
  ),
  // Import
  FILE_INVALID: row(
    400,
    'The file does not hold; `facts.problems` has path, value and cure of each fault. Correct them and send the file again.',
    'Tệp có lỗi.',
    'The file has faults.',
  ),
  FILE_CONFLICT: row(
    409,
    'The file would change what a live conference already rests on; `facts.conflicts` has path, thing, stored and given value and cure of each. Correct them and send the file again.',
    'Tệp làm thay đổi dữ liệu hội nghị đang diễn ra.',
    'The file would change a conference that has begun.',
  ),
  // The server
  LOG_POSITION_AHEAD: row(
    400,
    'The position is beyond the end of the log, or below 0: `facts.end` is its last one. Read the log again from a position it has.',
    'Vị trí vượt quá cuối nhật ký.',
    'That position is beyond the end of the log.',
  ),
  AXES_MIXED: row(
    400,
    'A document asks for `asOf` (what the hall saw at a position) and for `knownAt` (what was known of a fact at a time). They are two axes. Ask for them in two documents.',
    'Không hỏi cùng lúc theo vị trí nhật ký và theo thời điểm biết.',
    'What the hall saw and what was known at a time are asked for separately.',
  ),
  POSITION_NOT_KEPT: row(
    400,
    'The log of an older release does not tell how the conference stood at that position. Ask for a later one.',
    'Nhật ký của phiên bản cũ không đủ để dựng lại hội nghị ở vị trí này.',
    'The log does not tell how the conference stood at that position.',
  ),
  TOO_SLOW: row(
    503,
    'The reader did not keep up; `facts.after` is where to resume. Connect again.',
    'Kết nối quá chậm, hãy nối lại.',
    'The connection is too slow; reconnect.',
  ),
  BUSY: row(
    503,
    'The database is away or overloaded. Nothing was done, or the retry gets the same receipt. Try again.',
    'Máy chủ đang bận, hãy thử lại.',
    'The server is busy; try again.',
  ),
  READ_ONLY: row(
    503,
    'The database takes no writes now: its disk is full, or it is a standby. Nothing was done. Reads and subscriptions go on. Try again, not before `Retry-After`.',
    'Máy chủ tạm thời không ghi được, hãy thử lại sau.',
    'The server can only be read now; try again later.',
  ),
  INTERNAL_SERVER_ERROR: row(
    500,
    'A fault of the server, logged under `requestId`. The request may be tried again with the same idempotency key.',
    'Lỗi máy chủ.',
    'A fault of the server.',
  ),
} as const satisfies Record<string, CodeRow>;

export type Code = keyof typeof codes;
