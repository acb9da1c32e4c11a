import { defineWords } from '../words/define-words';

export const apiWords = defineWords(
  {
    title: 'API cho ứng dụng',
    about:
      'Mọi dữ liệu và mọi thao tác đều qua GraphQL. Gửi truy vấn bằng POST đến {path}; theo dõi trực tiếp qua WebSocket (giao thức graphql-transport-ws) ở cùng địa chỉ, hoặc qua SSE tại {stream}.',
    reference: 'Tra cứu',
    graphiql: 'GraphiQL: gõ và chạy truy vấn ngay trên trình duyệt',
    schema: 'Lược đồ GraphQL (SDL), mỗi trường có mô tả',
    download: 'Tải lược đồ về',
    health: 'Tình trạng máy chủ',
    snapshot: 'Ảnh chụp một hội nghị dạng JSON, cho CDN',
    signIn: 'Đăng nhập',
    signInText:
      'Không đăng nhập thì đọc được những gì công khai. Ứng dụng gửi khóa API hoặc phiên trong tiêu đề {header}; qua WebSocket thì trong connectionParams. Dùng mutation signIn để đổi mã thẻ lấy phiên đăng nhập.',
    keysText:
      'Quản trị viên cấp khóa API bằng issueApiKey, giới hạn theo quyền, thời hạn và hội nghị. Khóa chỉ hiện một lần; đổi khóa bằng rotateApiKey thì khóa cũ còn dùng được một thời gian.',
    conventions: 'Quy ước',
    ids: 'Mã định danh',
    idsText: 'Mỗi id là duy nhất trong toàn bộ dữ liệu; node(id) và nodes(ids) tìm được mọi đối tượng thuộc kiểu Node.',
    notFoundRule: 'Không tìm thấy',
    notFoundText:
      'Đọc thì nhận null, không kèm lỗi; thao tác thì nhận lỗi NOT_FOUND. Những gì bạn không được xem thì trả lời như không tồn tại.',
    errors: 'Lỗi',
    errorsText:
      'Xử lý theo extensions.code; hiện extensions.vi hoặc extensions.en cho người dùng. BUSY, READ_ONLY, TOO_SLOW: đợi rồi gửi lại y nguyên. UNAUTHENTICATED, BADGE_INVALID: đăng nhập lại. ALREADY_VOTED, ALREADY_SIGNED, ALREADY_PRESENT: coi như đã xong. NOT_FOUND và các mã kết thúc bằng _STATE, _OPEN, _CHANGED: đọc lại rồi quyết định. Gặp mã lạ thì hiện lời nhắn kèm theo. Bảng mã lỗi dưới đây nêu cách xử lý từng mã.',
    allCodes: 'Mọi mã lỗi ({count})',
    codesCaption:
      'Mã lỗi, mã trạng thái HTTP khi cả yêu cầu bị từ chối, cách xử lý của người viết ứng dụng, và lời nhắn cho người dùng',
    code: 'Mã lỗi',
    status: 'HTTP',
    meaning: 'Khi nào gặp, cách xử lý',
    told: 'Lời nhắn cho người dùng',
    payload: 'Kết quả thao tác',
    payloadText: 'Mỗi mutation trả về biên nhận (receipt) và những gì đã thay đổi, nên không cần truy vấn lại.',
    retry: 'Gửi lại an toàn',
    retryText:
      'Mọi mutation, trừ signIn và signOut, nhận {key}. Gửi lại với cùng khóa thì nhận đúng biên nhận cũ, không làm hai lần; mã thẻ, khóa API đã cấp thì không hiện lại.',
    sequence: 'Dữ liệu mới hơn',
    sequenceText:
      'Dữ liệu trực tiếp có sequence, là vị trí trong nhật ký. Đừng thay dữ liệu có sequence lớn hơn bằng dữ liệu có sequence nhỏ hơn đến muộn.',
    lists: 'Danh sách dài',
    listsText: 'Theo chuẩn Relay: first và after đọc xuôi, last và before đọc ngược; có nodes, edges và totalCount.',
    cost: 'Giới hạn',
    costText:
      'extensions.cost cho biết truy vấn tốn bao nhiêu đơn vị. DOCUMENT_TOO_LARGE, OVER_BUDGET: hỏi ít hơn. RATE_LIMITED: đợi số giây ghi ở Retry-After.',
    webhooks: 'Webhook',
    webhooksText:
      'Thay vì giữ kết nối, máy chủ của bạn có thể nhận từng mục nhật ký qua HTTP POST, ký theo {standard}. Quản trị viên đăng ký bằng createWebhook; xem docs/webhooks.md trong mã nguồn.',
    versions: 'Phiên bản',
    versionsText:
      'Kể từ bản 0.2.0, lược đồ chỉ thêm, không bớt: trường sắp bỏ được đánh dấu @deprecated và còn dùng được ít nhất 12 tháng. Ứng dụng cần chấp nhận giá trị enum, kiểu và mã lỗi mới.',
    examples: 'Ví dụ chạy được',
    examplesHint:
      'Đã điền sẵn địa chỉ của máy chủ này và hội nghị mới nhất; id của hội nghị khác, hoặc của một buổi diễn tập, lấy bằng truy vấn đầu tiên. Sao chép rồi chạy, dừng bằng Ctrl-C. Bộ nhớ đệm, sinh kiểu và cách nối lại: docs/clients.md trong mã nguồn.',
    query: 'Truy vấn bằng curl',
    plain: 'Kiểm phiếu trực tiếp bằng fetch',
    socket: 'Kiểm phiếu trực tiếp bằng graphql-ws',
    apollo: 'Kiểm phiếu trực tiếp bằng Apollo Client 4',
    urql: 'Kiểm phiếu trực tiếp bằng urql',
    relay: 'Kiểm phiếu trực tiếp bằng Relay',
    stream: 'Kiểm phiếu trực tiếp bằng SSE, qua curl',
    copy: 'Sao chép',
    copyOf: 'Sao chép: {name}',
    copied: 'Đã sao chép: {name}.',
    cannotCopy: 'Trình duyệt không cho sao chép; hãy chọn văn bản rồi chép tay.',
  },
  {
    title: 'API for apps',
    about:
      'All data and all actions go through GraphQL. Send queries by POST to {path}; follow over WebSocket (the protocol graphql-transport-ws) at the same address, or over SSE at {stream}.',
    reference: 'Reference',
    graphiql: 'GraphiQL: type and run queries in the browser',
    schema: 'The GraphQL schema (SDL), every field described',
    download: 'Download the schema',
    health: 'Health of the server',
    snapshot: 'Snapshot of a conference as JSON, for CDNs',
    signIn: 'Sign in',
    signInText:
      'Without signing in you read what is public. An app sends its API key or session in the header {header}; over WebSocket in connectionParams. The mutation signIn exchanges a badge code for a session.',
    keysText:
      'Administrators make API keys with issueApiKey, limited by scopes, time and conferences. A key is shown once; after rotateApiKey the old one works on for a while.',
    conventions: 'Conventions',
    ids: 'Ids',
    idsText: 'An id is unique in the whole graph; node(id) and nodes(ids) find whatever is a Node.',
    notFoundRule: 'Not found',
    notFoundText:
      'A read gets null without an error, an act NOT_FOUND. What you may not see answers as what does not exist.',
    errors: 'Errors',
    errorsText:
      'Program by extensions.code; show people extensions.vi or extensions.en. BUSY, READ_ONLY, TOO_SLOW: wait and send the same again. UNAUTHENTICATED, BADGE_INVALID: sign in again. ALREADY_VOTED, ALREADY_SIGNED, ALREADY_PRESENT: take it as done. NOT_FOUND, and what ends in _STATE, _OPEN or _CHANGED: read again, then decide. Of a code you do not know show the text that comes with it. The table of codes below says of each what to do.',
    allCodes: 'Every error code ({count})',
    codesCaption:
      'Error codes, the HTTP status where a request is refused as a whole, what an author of a client does, and what people are told',
    code: 'Code',
    status: 'HTTP',
    meaning: 'When it comes, what to do',
    told: 'What people are told',
    payload: 'Payloads',
    payloadText: 'Every mutation answers a receipt and what it changed, so that no second query is needed.',
    retry: 'Safe retries',
    retryText:
      'Every mutation but signIn and signOut takes an {key}. Sent again with the same key it gets the same receipt, and nothing is done twice; a badge code or API key is not shown again.',
    sequence: 'The newer wins',
    sequenceText:
      'What is live has a sequence, its position in the log. Never replace a higher sequence by a lower one that came late.',
    lists: 'Lists',
    listsText:
      'As Relay specifies: first and after read forwards, last and before backwards; with nodes, edges and totalCount.',
    cost: 'Limits',
    costText:
      'extensions.cost says how many units a request took. DOCUMENT_TOO_LARGE, OVER_BUDGET: ask for less. RATE_LIMITED: wait the seconds of Retry-After.',
    webhooks: 'Webhooks',
    webhooksText:
      'Instead of keeping a connection, a server of yours can get each entry of the log by HTTP POST, signed as {standard} say. An administrator sets it up with createWebhook: docs/webhooks.md in the source.',
    versions: 'Versions',
    versionsText:
      'From release 0.2.0 on the schema only grows: what is to go is marked @deprecated and works on for 12 months at least. Be ready for new enum values, types and error codes.',
    examples: 'Runnable examples',
    examplesHint:
      'The address of this server and its newest conference are filled in; the first query gives the id of another one, or of a rehearsal. Copy and run, stop with Ctrl-C. Caches, generated types and how to come back: docs/clients.md in the source.',
    query: 'Query with curl',
    plain: 'A live tally with fetch',
    socket: 'A live tally with graphql-ws',
    apollo: 'A live tally with Apollo Client 4',
    urql: 'A live tally with urql',
    relay: 'A live tally with Relay',
    stream: 'A live tally over SSE, with curl',
    copy: 'Copy',
    copyOf: 'Copy: {name}',
    copied: 'Copied: {name}.',
    cannotCopy: 'The browser does not let it be copied; select the text and copy it by hand.',
  },
);
