import { defineWords } from '../words/define-words';

export const apiWords = defineWords(
  {
    title: 'API',
    about: 'Ứng dụng gửi truy vấn bằng POST đến {path}; theo dõi trực tiếp qua WebSocket ở cùng địa chỉ.',
    graphiql: 'Tra cứu bằng GraphiQL',
    schema: 'Lược đồ GraphQL',
    health: 'Tình trạng máy chủ',
  },
  {
    title: 'API',
    about: 'Apps send queries by POST to {path}; subscriptions go over WebSocket at the same address.',
    graphiql: 'Explore with GraphiQL',
    schema: 'The GraphQL schema',
    health: 'Health of the server',
  },
);
