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
    retry: 'Gửi lại an toàn',
    retryText:
      'Mọi mutation làm thay đổi hội nghị nhận {key}. Gửi lại với cùng khóa thì nhận đúng biên nhận cũ, không làm hai lần.',
    examples: 'Ví dụ chạy được',
    examplesHint: 'Đã điền sẵn địa chỉ của máy chủ này. Sao chép rồi chạy.',
    query: 'Truy vấn bằng curl',
    plain: 'Truy vấn bằng fetch',
    socket: 'Theo dõi bằng graphql-ws',
    apollo: 'Theo dõi bằng Apollo Client 4',
    urql: 'Theo dõi bằng urql',
    stream: 'Theo dõi bằng SSE, qua curl',
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
    retry: 'Safe retries',
    retryText:
      'Every mutation that changes a conference takes an {key}. Sent again with the same key it gets the same receipt, and nothing is done twice.',
    examples: 'Runnable examples',
    examplesHint: 'The address of this server is filled in. Copy and run.',
    query: 'Query with curl',
    plain: 'Query with fetch',
    socket: 'Follow with graphql-ws',
    apollo: 'Follow with Apollo Client 4',
    urql: 'Follow with urql',
    stream: 'Follow over SSE, with curl',
    copy: 'Copy',
    copyOf: 'Copy: {name}',
    copied: 'Copied: {name}.',
    cannotCopy: 'The browser does not let it be copied; select the text and copy it by hand.',
  },
);
